import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { Finding } from '../../api/types.ts'
import { findingText } from '../../parts/fault-text.ts'
import { useWords } from '../../words/words.tsx'

/** What the pre-flight finds in the invoice’s own file, in words, with what to do. Nothing is shown where nothing is wrong. */
export function Check({ invoiceId }: { invoiceId: string }) {
  const words = useWords()
  const { say } = words
  const { data } = useQuery({
    queryKey: ['preflight', invoiceId],
    queryFn: () => ask<{ findings: readonly Finding[] }>('GET', `/preflight/${invoiceId}`),
  })
  if (!data || data.findings.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.papers.check')}</h2>
      <ul className="standing">
        {data.findings.map(f => (
          <li key={`${f.code} ${f.message}`}>
            <p>
              <b className={f.weight === 'mend' ? 'needs' : ''}>{say(`app.papers.${f.weight}`)}</b> · {findingText(words, f)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
