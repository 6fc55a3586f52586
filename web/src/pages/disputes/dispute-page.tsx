import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useAct } from '../../api/acts.ts'
import type { DisputeView } from '../../api/calls.ts'
import { ask } from '../../api/client.ts'
import { useFirm } from '../../app/session.tsx'
import { useTitle } from '../../app/title.ts'
import { Amount } from '../../parts/amount.tsx'
import { TextField } from '../../parts/field.tsx'
import { Papers } from '../../parts/papers.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'
import { Colleagues } from './colleagues.tsx'
import { stateOf } from './disputes-page.tsx'
import { End } from './end.tsx'

export function DisputePage() {
  const { disputeId = '' } = useParams({ strict: false })
  const { data, error } = useQuery({
    queryKey: ['disputes', 'one', disputeId],
    queryFn: () => ask<DisputeView>('GET', `/disputes/${disputeId}`),
  })
  return (
    <main className="page" id="main" aria-busy={!data && !error}>
      <Problem error={error} />
      {data ? <Loaded dispute={data} /> : null}
    </main>
  )
}

/** One dispute: what they say, what is held, evidence of both sides, who answers, what is mended, how it ends. */
function Loaded({ dispute: d }: { dispute: DisputeView }) {
  const words = useWords()
  const { say } = words
  useTitle(say('app.dispute.title', { number: d.number }))
  const papers = (side: 'ours' | 'theirs') => d.papers.filter(p => (side === 'theirs' ? p.side === 'theirs' : p.side !== 'theirs'))
  return (
    <>
      <div className="title-line">
        <div>
          <h1>{say('app.dispute.title', { number: d.number })}</h1>
          <p className="meta">
            <Link to="/clients/$clientId" params={{ clientId: d.clientId }}>
              {d.name}
            </Link>
            ,{' '}
            <Link to="/invoices/$invoiceId" params={{ invoiceId: d.invoiceId }}>
              {d.number}
            </Link>
            . {say('app.dispute.said', { onDay: d.saidOn })}
          </p>
        </div>
      </div>
      <div className="owed">
        <Amount amount={{ minor: d.contestedMinor, currency: d.currency }} className="l" />
        <p className={d.overdueSince ? 'needs' : 'meta'}>
          {stateOf(words, d)} {d.closedOn ? '' : say('app.dispute.payable', { payableAmount: `${d.payableMinor} ${d.currency}` })}
        </p>
      </div>
      <div className="cols">
        <div>
          <section className="part">
            <h2>{say('app.dispute.theySay')}</h2>
            <p className="first-up">
              {say(`app.cause.${d.cause}`)}
              {d.claim ? `. ${say(`app.dispute.claim.${d.claim}`)}` : ''}
            </p>
            {d.words ? <blockquote className="prose">{d.words}</blockquote> : null}
          </section>
          <Answer dispute={d} />
          <Mend dispute={d} />
          <Colleagues dispute={d} />
          <End dispute={d} />
        </div>
        <aside className="side" aria-label={say('app.dispute.evidence')}>
          <Who key={`${d.owner} ${d.answerBy}`} dispute={d} />
          <Papers
            title={say('app.dispute.theirs')}
            papers={papers('theirs')}
            none={say('app.dispute.noTheirs')}
            to={{ dispute: d.id, side: 'theirs' }}
          />
          <Papers
            title={say('app.dispute.ours')}
            papers={papers('ours')}
            none={say('app.dispute.noOurs')}
            to={{ dispute: d.id, side: 'ours' }}
          />
        </aside>
      </div>
    </>
  )
}

function Answer({ dispute: d }: { dispute: DisputeView }) {
  const { say } = useWords()
  const act = useAct('dispute-answer')
  if (d.closedOn && !d.answer) return null
  return (
    <section className="part">
      <h2>{say('app.dispute.ourAnswer')}</h2>
      {d.answer ? <p className="prose">{d.answer}</p> : null}
      {d.closedOn ? null : (
        <details className="fold" open={!d.answer}>
          <summary>{say(d.answer ? 'app.dispute.answerAgain' : 'app.dispute.answerNow')}</summary>
          <ActForm
            error={act.error}
            isPending={act.isPending}
            button={say('app.dispute.answerKeep')}
            onSubmit={value => act.mutate({ dispute: d.id, words: value('words') })}
          >
            <div className="field">
              <label htmlFor="answer">{say('app.dispute.answerWords')}</label>
              <textarea id="answer" name="words" rows={3} />
            </div>
          </ActForm>
        </details>
      )}
    </section>
  )
}

/** Bad work gets a fix: what, who, by when. */
function Mend({ dispute: d }: { dispute: DisputeView }) {
  const { say } = useWords()
  const act = useAct('remedy')
  const done = useAct('task-done')
  if (d.closedOn && d.tasks.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.dispute.mend')}</h2>
      <ul className="plain-list">
        {d.tasks.map(t => (
          <li key={t.id}>
            {say('app.dispute.mendLine', { what: [t.title, t.owner].filter(Boolean).join(', '), byDay: t.dueOn })}{' '}
            {t.doneOn ? (
              <span className="mark">{say('app.dispute.mended', { onDay: t.doneOn })}</span>
            ) : (
              <button type="button" className="link" onClick={() => done.mutate({ task: t.id })}>
                {say('app.dispute.mendDone')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Problem error={done.error} />
      {d.closedOn ? null : (
        <details className="fold">
          <summary>{say('app.dispute.mendNew')}</summary>
          <ActForm
            key={d.tasks.length}
            error={act.error}
            isPending={act.isPending}
            button={say('app.dispute.mendKeep')}
            onSubmit={value =>
              act.mutate({ invoice: d.invoiceId, ...filled({ fix: value('fix'), owner: value('owner'), by: value('by') }) })
            }
          >
            <TextField name="fix" label={say('app.dispute.mendWhat')} error={act.error} />
            <div className="two">
              <TextField name="owner" label={say('app.dispute.mendWho')} defaultValue={d.owner ?? ''} error={act.error} />
              <TextField name="by" type="date" label={say('app.dispute.mendBy')} error={act.error} />
            </div>
          </ActForm>
        </details>
      )}
    </section>
  )
}

function Who({ dispute: d }: { dispute: DisputeView }) {
  const { say } = useWords()
  const { today } = useFirm()
  const act = useAct('dispute-steer')
  if (d.closedOn) return null
  return (
    <section className="part">
      <h2>{say('app.dispute.who')}</h2>
      {d.owner && d.standIn ? <p className="note open">{say('app.dispute.standIn', { owner: d.owner, standIn: d.standIn })}</p> : null}
      <ActForm
        error={act.error}
        isPending={act.isPending}
        button={say('app.save')}
        onSubmit={value =>
          act.mutate({
            dispute: d.id,
            ...filled({ owner: value('owner'), answerBy: value('answerBy') === d.answerBy ? '' : value('answerBy') }),
          })
        }
      >
        <TextField name="owner" label={say('app.dispute.owner')} defaultValue={d.owner ?? ''} error={act.error} />
        <TextField
          name="answerBy"
          type="date"
          label={say('app.dispute.answerBy')}
          min={today}
          defaultValue={d.answerBy}
          error={act.error}
        />
      </ActForm>
    </section>
  )
}
