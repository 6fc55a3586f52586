import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../words/words.tsx'

/** How to come in: by the link from the terminal, or by a passkey set up before. */
export function SignInPage() {
  const { say } = useWords()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<string | undefined>()
  const isUsedLink = new URLSearchParams(location.search).get('link') === 'used'
  const enter = async (): Promise<void> => {
    const { auth } = await import('../../api/auth.ts')
    const { error } = await auth.signIn.passkey()
    if (error) return setProblem(say('app.signIn.passkeyFailed'))
    history.replaceState(null, '', '/')
    await queries.resetQueries()
  }
  return (
    <main className="page narrow" id="main">
      <h1>{say(isUsedLink ? 'app.signIn.usedTitle' : 'app.signIn.title')}</h1>
      <p className="lead">{say(isUsedLink ? 'app.signIn.usedLead' : 'app.signIn.lead')}</p>
      <pre className="code">npm start</pre>
      <p className="prose">{say('app.signIn.how')}</p>
      {problem ? (
        <p className="note is-lost" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="acts">
        <button type="button" className="btn" onClick={() => void enter()}>
          {say('app.signIn.passkey')}
        </button>
      </div>
    </main>
  )
}
