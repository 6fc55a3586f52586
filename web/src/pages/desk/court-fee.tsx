import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CourtSheet } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Trust } from '../../parts/segments.tsx'
import { useToast } from '../../parts/toast.tsx'
import { decimalOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

/** What the court asks and how that is known; a person who read it elsewhere says so. */
export function CourtFee({ sheet }: { sheet: CourtSheet }) {
  const { say, language } = useWords()
  const drop = useAct('court-fee-drop')
  const [isOpen, setOpen] = useState(false)
  const { fee } = sheet
  return (
    <section className="court-fee" lang={language}>
      <Problem error={drop.error} />
      {fee ? <Known fee={fee} /> : <p>{say('app.court.unknown')}</p>}
      <p className="acts">
        {isOpen ? null : (
          <button type="button" className="link" onClick={() => setOpen(true)}>
            {say(fee ? 'app.court.say' : 'app.court.sayUnknown')}
          </button>
        )}
        {fee?.ownId ? (
          <button type="button" className="link" onClick={() => drop.mutate({ id: fee.ownId })}>
            {say('app.court.drop')}
          </button>
        ) : null}
      </p>
      {isOpen ? <FeeForm sheet={sheet} onDone={() => setOpen(false)} /> : null}
    </section>
  )
}

type Fee = NonNullable<CourtSheet['fee']>
const param = ({ minor, currency }: Fee['amount']): string => `${minor} ${currency}`

function Known({ fee }: { fee: Fee }) {
  const { say, amount } = useWords()
  const { upTo } = fee
  const range =
    upTo === null
      ? BigInt(fee.over.minor) === 0n && say('app.court.anySize')
      : say('app.court.range', { overAmount: param(fee.over), upToAmount: param(upTo) })
  return (
    <>
      <p>
        {say('app.court.asks')} <b>{amount(fee.amount.minor, fee.amount.currency)}</b> <Trust confidence={fee.confidence} />
      </p>
      <p className="fine">
        {[
          range,
          fee.source,
          fee.since && say('app.court.since', { sinceOn: fee.since }),
          fee.asOf && say('app.court.asOf', { asOf: fee.asOf }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}

function FeeForm({ sheet, onDone }: { sheet: CourtSheet; onDone: () => void }) {
  const { say } = useWords()
  const { today } = useFirm()
  const toast = useToast()
  const act = useAct('court-fee')
  const { code: court, country, currency, fee } = sheet
  return (
    <ActForm
      error={act.error}
      isPending={act.isPending}
      button={say('app.save')}
      onSubmit={value =>
        act.mutate(
          {
            ...{ court, currency, writtenIn: value('writtenIn'), fee: value('fee') },
            ...filled({ over: value('over'), upTo: value('upTo'), since: value('since'), country: country ?? undefined }),
          },
          {
            onSuccess: () => {
              onDone()
              toast({ text: say('app.court.done') })
            },
          },
        )
      }
    >
      <p className="meta">{say('app.court.lead')}</p>
      <div className="two">
        <TextField name="fee" inputMode="decimal" label={say('app.court.fee', { currency })} error={act.error} autoFocus />
        <TextField name="since" type="date" label={say('app.law.col-since')} defaultValue={today} error={act.error} />
        <TextField
          name="over"
          inputMode="decimal"
          label={say('app.court.over')}
          defaultValue={fee ? decimalOf(fee.over.minor, fee.over.currency) : ''}
          error={act.error}
        />
        <TextField
          name="upTo"
          inputMode="decimal"
          label={say('app.court.upTo')}
          defaultValue={fee?.upTo ? decimalOf(fee.upTo.minor, fee.upTo.currency) : ''}
          error={act.error}
        />
      </div>
      <TextField name="writtenIn" label={say('app.court.writtenIn')} hint={say('app.law.sourceHint')} error={act.error} />
    </ActForm>
  )
}
