import { useWords } from '../../words/words.tsx'

export function ImportPage() {
  const { say } = useWords()
  return (
    <main className="page" id="main">
      <h1>{say('app.top.import')}</h1>
    </main>
  )
}
