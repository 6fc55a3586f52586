import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { FirmForm } from './firm-form.tsx'

/** The very first page: look around in an invented firm, or begin with one’s own invoices. */
export function FirstRunPage() {
  const { say } = useWords()
  const [isOwn, setOwn] = useState(false)
  const sample = useMutation({
    mutationFn: () => ask<{ enter: string }>('POST', '/sample', {}),
    onSuccess: ({ enter }) => location.assign(enter),
  })
  if (isOwn) return <FirmForm onBack={() => setOwn(false)} />
  return (
    <main className="page narrow" id="main">
      <h1>{say('app.firstRun.title')}</h1>
      <p className="lead">{say('app.firstRun.lead')}</p>
      <Problem error={sample.error} />
      <section className="part way">
        <h2>{say('app.firstRun.ownTitle')}</h2>
        <p className="prose">{say('app.firstRun.ownText')}</p>
        <button type="button" className="btn main" onClick={() => setOwn(true)}>
          {say('app.firstRun.own')}
        </button>
      </section>
      <section className="part way">
        <h2>{say('app.firstRun.sampleTitle')}</h2>
        <p className="prose">{say('app.firstRun.sampleText')}</p>
        <button type="button" className="btn" aria-disabled={sample.isPending} onClick={() => sample.isPending || sample.mutate()}>
          {say(sample.isPending ? 'app.firstRun.sampleOpening' : 'app.firstRun.sample')}
        </button>
      </section>
      <p className="meta">{say('app.firstRun.nothingLeaves')}</p>
    </main>
  )
}
