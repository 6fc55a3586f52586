import { useWords } from '../../words/words.tsx'

export function ClientPage() {
  const { say } = useWords()
  return (
    <main className="page" id="main">
      <h1>{say('app.top.client')}</h1>
    </main>
  )
}
