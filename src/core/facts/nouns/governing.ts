import { bool, day, int, json, maybe, minor, noun, oneOf, text } from '../column.ts'

/** How the firm wants to be represented. */
export const governing = {
  policyText: noun('workspace', 'A policy as the firm wrote it', {
    name: text('name'),
    yaml: text('the whole text'),
    hash: text('hash of the text'),
  }),
  setting: noun('workspace', 'One setting, versioned', { key: text('which'), value: json('its value') }),
  phase: noun('workspace', 'Rehearsal or live', {
    phase: oneOf(['rehearsal', 'live'], 'in rehearsal nothing leaves'),
    since: day('from'),
    ceilingPerDay: maybe(int('messages a day at most')),
  }),
  template: noun('workspace', 'A text the firm rewrote', {
    key: text('which text'),
    language: text('language'),
    body: text('the text'),
    note: maybe(text('why')),
  }),
  calendarDay: noun('workspace', 'A day the firm adds to or takes from the calendar', {
    on: day('the day'),
    country: maybe(text('for which country')),
    closed: bool('closed, or open after all'),
    label: maybe(text('what')),
  }),
  ownRate: noun('workspace', 'A reference rate the firm brought in, with its source', {
    series: text('which series'),
    from: day('first day it holds'),
    percent: text('percent a year, decimal text'),
    knownUntil: maybe(day('seen unchanged up to, where a series changes on any day')),
    writtenIn: text('where it was read'),
  }),
  bankMapping: noun('workspace', 'How a bank writes its lists, as a person confirmed it once', {
    fingerprint: text('the headers as compared; by them the next list of this bank is known'),
    account: maybe(text('of which account; none: of every list with these headers')),
    mapping: json('{delimiter, columns, dateOrder, decimal, currency, inverted}'),
  }),
  listReading: noun('workspace', 'How a kind of list of invoices or payments is read, as a person said it once', {
    headers: text('print of the headers as compared; by it the next list of this kind is known'),
    holds: oneOf(['invoices', 'payments'], 'what the list holds'),
    reading: json('{columns: header by meaning, dateOrder, decimal, currency}; what is left out is as the list shows it'),
  }),
  letterBatch: noun('workspace', 'Letters printed together, and when they were posted', {
    letters: json('[{key, clientId, name, address, country, pages, sheets, grams, isRegistered, registered, sha256}]'),
    sha256: text('hash of the one file to print'),
    madeOn: day('printed on'),
    postedOn: maybe(day('posted on')),
    postedBy: maybe(text('who posted them')),
  }),
  courtFee: noun('workspace', 'What a court asks for a claim, as the firm read it, with its source', {
    procedure: text('code of the procedure'),
    country: maybe(text('ISO 3166 country of the court, where the procedure has courts in several')),
    over: minor('for claims of more than this'),
    upTo: maybe(minor('up to this; none: of any size')),
    fee: minor('the fee'),
    currency: text('ISO 4217'),
    writtenIn: text('where it is written'),
  }),
  lawOverride: noun('workspace', 'A value of the law the firm knows better, with its source', {
    jurisdiction: text('which law'),
    key: text('which value'),
    value: text('the value'),
    writtenIn: text('where it is written'),
  }),
} as const
