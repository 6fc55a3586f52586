import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import { useWords } from '../../words/words.tsx'
import { CodeForm } from '../settings/second-factor.tsx'

/** How to come in: by the link from the terminal, or by a passkey set up before; after a link, by the code where one is asked for. */
export function SignInPage() {
  return new URLSearchParams(location.search).get('code') === 'asked' ? <AskCode /> : <HowToComeIn />
}

function AskCode() {
  const { say } = useWords()
  const queries = useQueryClient()
  const enter = useMutation({
    mutationFn: (code: string) => ask('POST', '/enter-code', { code }),
    onSuccess: async () => {
      history.replaceState(null, '', '/')
      await queries.resetQueries()
    },
  })
  return (
    <main className="page narrow" id="main">
      <h1>{say('app.secondFactor.askTitle')}</h1>
      <p className="lead">{say('app.secondFactor.askLead')}</p>
      <CodeForm button={say('app.secondFactor.enter')} error={enter.error} isPending={enter.isPending} onCode={enter.mutate} />
    </main>
  )
}

function HowToComeIn() {
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
