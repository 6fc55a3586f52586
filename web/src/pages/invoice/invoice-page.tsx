import { useWords } from '../../words/words.tsx'

export function InvoicePage() {
  const { say } = useWords()
  return (
    <main className="page" id="main">
      <h1>{say('app.top.invoice')}</h1>
    </main>
  )
}
