import { useWords } from '../../words/words.tsx'

export function InvoicesPage() {
  const { say } = useWords()
  return (
    <main className="page" id="main">
      <h1>{say('app.top.invoices')}</h1>
    </main>
  )
}
