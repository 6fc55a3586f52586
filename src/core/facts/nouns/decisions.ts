import { day, json, maybe, minor, noun, oneOf, ref, text } from '../column.ts'

/** What the decision desk keeps besides settlements, hand-overs and write-offs. */
export const decisions = {
  relation: noun('client', 'What the relation is worth to us: our own figures', {
    currency: text('ISO 4217'),
    worthMinor: maybe(minor('worth of the relation, where we say it ourselves')),
    yearlyMarginMinor: maybe(minor('margin a year, where we know it')),
    retentionPercent: maybe(text('chance that the client stays another year, percent')),
    reputationMinor: maybe(minor('what an enemy would cost our name')),
  }),
  untriedSkip: noun('client', 'Something left untried on purpose before anybody else is asked', {
    item: text('which line of the checklist'),
    skippedBy: text('the named person'),
    reason: text('why'),
    cycle: maybe(text('the run of being late it holds for')),
  }),
  intermediary: noun('workspace', 'A lawyer or an agency that may take claims, with its terms', {
    name: text('name'),
    kind: oneOf(['lawyer', 'agency'], 'what it is'),
    country: maybe(text('ISO 3166 country it works in')),
    person: maybe(text('the person there')),
    email: maybe(text('e-mail address')),
    phone: maybe(text('phone')),
    address: maybe(text('postal address, lines parted by newlines')),
    currency: text('ISO 4217 of flat fees'),
    feePercent: maybe(text('percent of what is collected, decimal text')),
    feeBands: maybe(json('[{fromDays, percent}]: the percent by age of the claim')),
    flatFeeMinor: maybe(minor('flat fee of a letter')),
    taxPercent: maybe(text('tax on the fee, percent')),
    conductRules: maybe(text('our rules of conduct: accepted before a claim is handed over')),
    endedOn: maybe(day('no longer used since')),
  }),
  room: noun('client', 'A joint room: a link under which an intermediary reads the dossier and reports', {
    handOverId: ref('handOver', 'the hand-over'),
    tokenHash: text('hash of the secret in the link'),
    expiresOn: day('last day'),
    closedOn: maybe(day('closed before that on')),
  }),
  report: noun('client', 'What an intermediary reported', {
    handOverId: ref('handOver', 'the hand-over'),
    key: text('what makes it the same line in a file read twice'),
    kind: oneOf(['contact', 'proposal', 'note', 'closed'], 'what it reports'),
    on: day('when it was'),
    words: maybe(text('in its words')),
    amountMinor: maybe(minor('amount proposed')),
    currency: maybe(text('ISO 4217')),
    by: maybe(day('proposed to be paid by')),
    answer: maybe(oneOf(['accepted', 'refused'], 'our answer to a proposal')),
    answeredBy: maybe(text('who answered')),
    answeredOn: maybe(day('answered on')),
  }),
} as const
