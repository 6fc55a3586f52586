import { Link } from '@tanstack/react-router'
import { useWords } from '../../words/words.tsx'

export function NotFoundPage() {
  const { say } = useWords()
  return (
    <main className="page narrow" id="main">
      <h1>{say('app.notFound.title')}</h1>
      <p className="lead">{say('app.notFound.lead')}</p>
      <p>
        <Link to="/">{say('app.notFound.back')}</Link>
      </p>
    </main>
  )
}
