import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { DisputeView } from '../../api/calls.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

const FINDINGS = ['right', 'partly', 'wrong', 'unknown'] as const
type Ask = DisputeView['asks'][number]
interface Made {
  readonly id: string
  readonly link: string
  readonly expiresOn: string
  readonly mail: { readonly subject: string; readonly text: string }
  readonly sent: boolean
}

/** Whoever did the work says whether the client is right: from a link of their own or by mail, without an account. */
export function Colleagues({ dispute: d }: { dispute: DisputeView }) {
  const { say } = useWords()
  const [made, setMade] = useState<Made & { email: string }>()
  const act = useAct<Made>('dispute-ask')
  if (d.closedOn && d.asks.length === 0) return null
  const submit = (value: (name: string) => string): void => {
    const email = value('email')
    const asked = filled({ name: value('name'), email, question: value('question') })
    act.mutate({ dispute: d.id, ...asked, send: value('send') === 'on' }, { onSuccess: answer => setMade({ ...answer, email }) })
  }
  return (
    <section className="part">
      <h2>{say('app.dispute.colleagues')}</h2>
      <ul className="stack">
        {d.asks.map(a => (
          <OneAsk key={a.id} ask={a} isClosed={d.closedOn !== null} />
        ))}
      </ul>
      {made ? <Link made={made} /> : null}
      {d.closedOn ? null : (
        <details className="fold">
          <summary>{say('app.dispute.ask')}</summary>
          <ActForm key={made?.id} error={act.error} isPending={act.isPending} button={say('app.dispute.askButton')} onSubmit={submit}>
            <div className="two">
              <TextField name="name" label={say('app.dispute.askName')} error={act.error} />
              <TextField name="email" type="email" label={say('app.dispute.askEmail')} error={act.error} />
            </div>
            <TextField name="question" label={say('app.dispute.askWhat')} defaultValue={say('app.dispute.askUsual')} error={act.error} />
            <label className="pick">
              <input type="checkbox" name="send" />
              {say('app.dispute.sendNow')}
            </label>
          </ActForm>
        </details>
      )}
    </section>
  )
}

/** The link is shown this once: only the hash of its secret is kept. */
function Link({ made }: { made: Made & { email: string } }) {
  const { say } = useWords()
  const { subject, text } = made.mail
  const mail = `mailto:${encodeURIComponent(made.email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`
  return (
    <div className="note open" role="status">
      <p>{say('app.dispute.linkOnce', { expiresOn: made.expiresOn })}</p>
      <p>
        <input type="text" readOnly value={made.link} aria-label={say('app.dispute.link')} onFocus={e => e.target.select()} />
      </p>
      {made.sent ? (
        <p>{say('app.dispute.askSent')}</p>
      ) : (
        <p className="acts">
          <a className="btn" href={mail}>
            {say('app.dispute.mail')}
          </a>
        </p>
      )}
    </div>
  )
}

function OneAsk({ ask, isClosed }: { ask: Ask; isClosed: boolean }) {
  const { say } = useWords()
  const cut = useAct('dispute-ask-close')
  const said = useAct('colleague-said')
  return (
    <li>
      <p>
        <b>{ask.name}</b>: {ask.question}
      </p>
      {ask.words ? (
        <p className="prose">
          {ask.finding ? say(`app.dispute.finding.${ask.finding}`) : ''} “{ask.words}”{' '}
          <span className="meta">
            {say('app.dispute.foundOn', { onDay: ask.answeredOn ?? '', how: ask.how ?? 'told' })}
            {ask.answeredFrom ? `, ${say('app.dispute.from', { address: ask.answeredFrom })}` : ''}
          </span>
        </p>
      ) : (
        <p className="meta">
          {say(ask.isOpen ? 'app.dispute.waits' : 'app.dispute.cutOff', { expiresOn: ask.expiresOn })}{' '}
          {ask.isOpen && !isClosed ? (
            <button type="button" className="link" onClick={() => cut.mutate({ ask: ask.id })}>
              {say('app.dispute.cut')}
            </button>
          ) : null}
        </p>
      )}
      {isClosed || ask.finding ? null : (
        <details className="fold" open={ask.isUnread}>
          <summary>{say(ask.isUnread ? 'app.dispute.isRight' : 'app.dispute.byMail')}</summary>
          <ActForm
            error={said.error}
            isPending={said.isPending}
            button={say('app.save')}
            onSubmit={value =>
              said.mutate({ ask: ask.id, how: value('how') || 'mail', finding: value('finding'), words: value('words') || ask.words || '' })
            }
          >
            <div className="two">
              {ask.isUnread ? null : (
                <SelectField
                  name="how"
                  label={say('app.dispute.how')}
                  options={(['mail', 'told'] as const).map(h => [h, say(`app.dispute.howSaid.${h}`)] as const)}
                />
              )}
              <SelectField
                name="finding"
                label={say('app.dispute.isRight')}
                options={FINDINGS.map(f => [f, say(`app.dispute.finding.${f}`)] as const)}
              />
            </div>
            {ask.isUnread ? null : <TextField name="words" label={say('app.dispute.words')} error={said.error} />}
          </ActForm>
        </details>
      )}
    </li>
  )
}
