import { useWords } from '../../words/words.tsx'

export function ClientsPage() {
  const { say } = useWords()
  return (
    <main className="page" id="main">
      <h1>{say('app.top.clients')}</h1>
    </main>
  )
}
