import { useWords } from '../../words/words.tsx'

export function TodayPage() {
  const { say } = useWords()
  return (
    <main className="page" id="main">
      <h1>{say('app.top.today')}</h1>
    </main>
  )
}
