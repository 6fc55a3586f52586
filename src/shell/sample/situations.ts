import { addDays, addMonths, type Day } from '../../core/day/day.ts'
import type { NewFact } from '../store/record.ts'
import type { Guest } from './roster.ts'
import type { OpenInvoice, Scene } from './scene.ts'
import { underBilled } from './under-billed.ts'

const ago = (s: Scene, days: number): Day => addDays(s.today, -days)
const ahead = (s: Scene, days: number): Day => addDays(s.today, days)
const ids = (s: Scene): string[] => s.open.map(i => i.id)
const total = (s: Scene): bigint => s.open.reduce((sum, i) => sum + i.minor, 0n)

function oldest(s: Scene): OpenInvoice {
  const [first] = s.open
  if (!first) throw new Error(`${s.guest.name} of the sample has nothing open`)
  return first
}

/** The run of being overdue in which the steps below were done. */
const cycle = (s: Scene): string => `late:${addDays(oldest(s).dueOn, 1)}`

const deed = (s: Scene, step: string, tone: number, doneOn: Day, more: Partial<NewFact<'deed'>> = {}): Promise<string> =>
  s.pen.add('deed', {
    clientId: s.clientId,
    effectiveOn: doneOn,
    step,
    channel: 'email',
    tone,
    class: 'chase',
    cycle: cycle(s),
    occurrence: 1,
    doneOn,
    outcome: 'sent',
    invoiceIds: ids(s),
    ...more,
  })

const promise = (s: Scene, givenAgo: number, dueIn: number): Promise<string> =>
  s.pen.add('promise', {
    clientId: s.clientId,
    effectiveOn: ago(s, givenAgo),
    invoiceIds: ids(s),
    amountMinor: total(s),
    currency: s.currency,
    promisedFor: ahead(s, dueIn),
    givenOn: ago(s, givenAgo),
    means: 'transfer',
    givenBy: s.guest.person,
    pauses: true,
  })

async function plan(s: Scene, parts: number, agreedAgo: number, paid: number): Promise<void> {
  const sum = total(s)
  const planId = await s.pen.add('plan', {
    clientId: s.clientId,
    effectiveOn: ago(s, agreedAgo),
    invoiceIds: ids(s),
    currency: s.currency,
    totalMinor: sum,
    agreedOn: ago(s, agreedAgo),
    graceDays: 3,
  })
  const part = sum / BigInt(parts)
  for (let n = 1; n <= parts; n += 1) {
    const amountMinor = n === parts ? sum - part * BigInt(parts - 1) : part
    const dueOn = addMonths(ago(s, agreedAgo), n - 1)
    await s.pen.add('instalment', { clientId: s.clientId, planId, position: n, dueOn, amountMinor })
    if (n <= paid)
      await s.pen.add('payment', {
        clientId: s.clientId,
        effectiveOn: dueOn,
        amountMinor,
        currency: s.currency,
        paidOn: dueOn,
        means: 'transfer',
        invoiceId: oldest(s).id,
        kind: 'payment',
      })
  }
}

const hold = (s: Scene, kind: NewFact<'hold'>['kind'], reason: string, until: Day | null = null): Promise<string> =>
  s.pen.add('hold', { clientId: s.clientId, kind, reason, until })

/** What makes each client of the sample a case of its own. */
export const SITUATIONS: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  silentThenCall: async s => {
    await deed(s, 'first-reminder', 1, ago(s, 40))
    await deed(s, 'reminder-30', 2, ago(s, 18))
    await s.pen.add('latenessReason', {
      clientId: s.clientId,
      reason: 'cash-flow',
      saidBy: s.guest.person,
      words: 'La terrasse démarre tard cette année.',
      expiresOn: addMonths(s.today, 20),
    })
  },
  promiseBroken: async s => {
    await deed(s, 'first-reminder', 1, ago(s, 54))
    await deed(s, 'reminder-30', 2, ago(s, 31))
    await promise(s, 25, -9)
  },
  lastDeadlinePassed: async s => {
    for (const [step, tone, days] of [
      ['first-reminder', 1, 88],
      ['reminder-30', 2, 66],
      ['letter-60', 3, 36],
      ['final-75', 4, 20],
    ] as const)
      await deed(s, step, tone, ago(s, days))
  },
  underBilled,
  remindedOnce: s => deed(s, 'first-reminder', 1, ago(s, 22)),
  disputed: s =>
    s.pen.add('dispute', {
      clientId: s.clientId,
      effectiveOn: ago(s, 6),
      invoiceId: oldest(s).id,
      cause: 'delivery',
      words: 'Il manque deux séquences.',
      owner: 'Marc',
      answerBy: ahead(s, 4),
    }),
  promiseRunning: s => promise(s, 3, 6),
  planOnTrack: s => plan(s, 4, 40, 2),
  planMissed: s => plan(s, 3, 38, 1),
  wroteToUs: s =>
    s.pen.add('reply', {
      clientId: s.clientId,
      channel: 'email',
      receivedOn: ago(s, 1),
      kind: 'human',
      text: 'Bonjour, pouvez-vous me rappeler demain ?',
    }),
  saysPaid: s => hold(s, 'payment-under-way', 'Dit avoir réglé hier.', ahead(s, 3)),
  contactedJustNow: s => deed(s, 'first-reminder', 1, ago(s, 3)),
  extended: s =>
    s.pen.add('extension', {
      clientId: s.clientId,
      invoiceId: oldest(s).id,
      newDueOn: ahead(s, 10),
      reason: 'Chantier décalé',
      grantedBy: 'Hélène Caradec',
    }),
  snoozed: s => hold(s, 'snooze', 'Fermé pour congés, dit le répondeur.', ahead(s, 8)),
  insolvent: s => hold(s, 'insolvency', 'Redressement judiciaire ouvert.'),
  handedOver: async s => {
    for (const [step, tone, days] of [
      ['first-reminder', 1, 140],
      ['reminder-30', 2, 118],
      ['letter-60', 3, 86],
      ['final-75', 4, 70],
    ] as const)
      await deed(s, step, tone, ago(s, days))
    const handOverId = await s.pen.add('handOver', {
      clientId: s.clientId,
      effectiveOn: ago(s, 30),
      kind: 'agency',
      to: 'Recouvrement du Ponant',
      invoiceIds: ids(s),
      startedOn: ago(s, 30),
    })
    await s.pen.add('mandate', { clientId: s.clientId, handOverId, feePercent: '25', currency: s.currency, rulesAcceptedOn: ago(s, 30) })
    await s.pen.add('remittance', {
      clientId: s.clientId,
      handOverId,
      receivedOn: ago(s, 6),
      grossMinor: 60_000n,
      commissionMinor: 15_000n,
      netMinor: 45_000n,
      currency: s.currency,
    })
  },
  directDebit: s => hold(s, 'collection-under-way', 'Prélèvement présenté, débit dans deux jours.', ahead(s, 2)),
  mutual: s => hold(s, 'mutual-balance', 'Nous leur devons une livraison de pommes.', ahead(s, 12)),
  neverArrived: s => s.pen.add('arrival', { clientId: s.clientId, invoiceId: oldest(s).id, state: 'never-received' }),
  bounced: s =>
    s.pen.add('bounce', { clientId: s.clientId, address: `compta@${domainOf(s.guest)}`, hard: true, detail: '550 5.1.1 no such user' }),
  vip: s => hold(s, 'vip', 'La présidente est une amie de la maison : parler avant d’écrire.'),
  settlementOffered: async s => {
    for (const [step, tone, days] of [
      ['first-reminder', 1, 62],
      ['reminder-30', 2, 41],
      ['letter-60', 3, 11],
    ] as const)
      await deed(s, step, tone, ago(s, days))
    const payMinor = (total(s) * 85n) / 100n
    await s.pen.add('settlementOffer', {
      clientId: s.clientId,
      invoiceIds: ids(s),
      currency: s.currency,
      payMinor,
      discountMinor: total(s) - payMinor,
      deadline: ahead(s, 5),
    })
  },
  vulnerable: s => hold(s, 'vulnerable', 'Traverse une période difficile : seulement un appel, jamais de courrier.'),
  writtenOff: async s => {
    const issuedOn = addMonths(s.today, -20)
    const invoiceId = await s.pen.add('invoice', {
      clientId: s.clientId,
      number: 'A-0001',
      issuedOn,
      dueOn: addDays(issuedOn, 30),
      currency: s.currency,
      totalMinor: 225_000n,
      subject: s.guest.subject,
    })
    await s.pen.add('writeOff', {
      clientId: s.clientId,
      effectiveOn: ago(s, 90),
      invoiceId,
      amountMinor: 225_000n,
      writtenOffOn: ago(s, 90),
      reason: 'Liquidation clôturée pour insuffisance d’actif',
      approvedBy: 'Hélène Caradec',
    })
  },
  partPaid: async s => {
    await s.pen.add('payment', {
      clientId: s.clientId,
      effectiveOn: ago(s, 12),
      amountMinor: 40_000n,
      currency: s.currency,
      paidOn: ago(s, 12),
      means: 'transfer',
      kind: 'payment',
      invoiceId: oldest(s).id,
    })
    await deed(s, 'first-reminder', 1, ago(s, 27))
  },
  twoCurrencies: s =>
    s.pen.add('invoice', {
      clientId: s.clientId,
      number: 'E-0001',
      issuedOn: ago(s, 50),
      dueOn: ago(s, 20),
      currency: 'EUR',
      totalMinor: 88_000n,
      subject: 'Paris fair',
    }),
  factored: s => hold(s, 'factor', 'Assigned to the factor in March.'),
  alreadyReminded: s => deed(s, 'reminder-30', 2, ago(s, 25), { outside: true, outcome: 'done', channel: 'phone' }),
  correctionAnnounced: s =>
    s.pen.add('correction', {
      clientId: s.clientId,
      currency: s.currency,
      differenceMinor: 36_000n,
      foundOn: ago(s, 30),
      announcedOn: ago(s, 20),
      announcedHow: 'phone',
      invoiceIds: ids(s),
    }),
  firstTime: s => s.pen.add('arrival', { clientId: s.clientId, invoiceId: oldest(s).id, state: 'sent' }),
}

export const domainOf = (guest: Guest): string =>
  `${
    guest.name
      .normalize('NFD')
      .toLowerCase()
      .replaceAll('ł', 'l')
      .replace(/[^a-z]+/g, '-')
      .replace(/^-|-$/g, '') || 'client'
  }.example`
