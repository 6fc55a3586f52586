import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CallView } from '../../api/calls.ts'
import { useFirm } from '../../app/session.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'

type Script = NonNullable<CallView['correction']>
const SILENT_SECONDS = 10
const WAYS = ['next-invoice', 'separate'] as const

/** Our own mistake, told in the talk: own it lightly, two ways, then silence (A7). There is no third way on this screen. */
export function CorrectionScript({ script, isMeeting, language }: { script: Script; isMeeting: boolean; language: string }) {
  const { say } = useWords()
  const { today } = useFirm()
  const tell = useAct('tell-correction')
  const choose = useAct('choose-correction')
  const answer = async (choice: string): Promise<void> => {
    if (!script.isTold) await tell.mutateAsync({ correction: script.id, on: today, how: isMeeting ? 'in-person' : 'phone' })
    await choose.mutateAsync({ correction: script.id, choice })
  }
  const isPending = tell.isPending || choose.isPending
  return (
    <div className="part" data-part="correction-script">
      <h2>{say('app.case.script', { differenceAmount: `${script.differenceMinor} ${script.currency}` })}</h2>
      <div className="stack" lang={language}>
        {script.lines.map(line => (
          <p key={line.part} className="say">
            {line.text}
          </p>
        ))}
      </div>
      <Silence />
      <Problem error={tell.error ?? choose.error} />
      {script.choice ? (
        <p role="status">{say('app.correction.chosen', { choice: say(`app.correction.choice-${script.choice}`) })}</p>
      ) : (
        <div className="acts">
          {WAYS.map(way => (
            <button
              key={way}
              type="button"
              className="btn"
              aria-disabled={isPending}
              onClick={() => (isPending ? undefined : void answer(way).catch(() => undefined))}
            >
              {say(`app.correction.choice-${way}`)}
            </button>
          ))}
        </div>
      )}
      <p className="meta">
        <Link to="/corrections/$correctionId" params={{ correctionId: script.id }}>
          {say('app.correction.toCase')}
        </Link>
      </p>
    </div>
  )
}

/** Counts the seconds in which nothing is said: the question stands, and whoever breaks the silence answers it. */
function Silence() {
  const { say } = useWords()
  const [since, setSince] = useState<number>()
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (since === undefined) return undefined
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - since) / 1000)), 250)
    return () => clearInterval(timer)
  }, [since])
  if (since === undefined)
    return (
      <div className="acts">
        <button
          type="button"
          className="btn main"
          onClick={() => {
            setSince(Date.now())
            setSeconds(0)
          }}
        >
          {say('app.case.silenceStart')}
        </button>
      </div>
    )
  return (
    <div className="acts" role="timer" aria-label={say('app.case.silence')}>
      <p className="sum amount" aria-hidden="true">
        {seconds}
      </p>
      <p className={seconds < SILENT_SECONDS ? 'needs' : ''}>
        {say(seconds < SILENT_SECONDS ? 'app.case.silence' : 'app.case.silenceLong')}
      </p>
      <button type="button" className="btn text" onClick={() => setSince(undefined)}>
        {say('app.case.silenceEnd')}
      </button>
    </div>
  )
}
