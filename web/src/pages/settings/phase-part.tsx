import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { SettingsView } from '../../api/types.ts'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { GoLive } from '../today/go-live.tsx'

export function PhasePart({ settings }: { settings: SettingsView }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  const back = useAct('rehearsal')
  const { phase, since, ceilingPerDay } = settings.phase
  return (
    <div className="stack">
      <p className="lead">{say(phase === 'live' ? 'app.settings.isLive' : 'app.settings.isRehearsal', { sinceDay: since ?? '' })}</p>
      {phase === 'live' ? (
        <p>{ceilingPerDay === null ? say('app.settings.noCeiling') : say('app.today.liveCeiling', { count: ceilingPerDay })}</p>
      ) : null}
      <Problem error={back.error} />
      <p className="acts">
        {phase === 'live' ? (
          <button type="button" className="btn" onClick={() => back.mutate({})}>
            {say('app.settings.backToRehearsal')}
          </button>
        ) : null}
        <button type="button" className={phase === 'live' ? 'btn' : 'btn main'} onClick={() => setOpen(true)}>
          {say(phase === 'live' ? 'app.settings.changeCeiling' : 'app.live.open')}
        </button>
      </p>
      <GoLive open={isOpen} onClose={() => setOpen(false)} />
    </div>
  )
}
