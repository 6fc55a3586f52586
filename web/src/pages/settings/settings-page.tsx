import { useWords } from '../../words/words.tsx'

export function SettingsPage() {
  const { say } = useWords()
  return (
    <main className="page" id="main">
      <h1>{say('app.top.settings')}</h1>
    </main>
  )
}
