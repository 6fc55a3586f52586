import { Link } from '@tanstack/react-router'
import type { PolicyPreview } from '../../api/types.ts'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { stepVerb } from '../today/step-words.ts'

/** Whom a policy would contact in the next 30 days. */
export function PreviewTable({ preview, error }: { preview: PolicyPreview | undefined; error: Error | null }) {
  const words = useWords()
  const { say, day } = words
  return (
    <section>
      <h3>{say('app.settings.preview')}</h3>
      <Problem error={error} />
      {preview ? (
        <p className="meta">{say('app.settings.previewSum', { count: preview.contacts.length, clients: preview.clients })}</p>
      ) : (
        <p className="meta" aria-busy="true" />
      )}
      {preview && preview.clients < preview.ofClients ? (
        <p className="meta">{say('app.holidays.sample', { clients: preview.clients, ofClients: preview.ofClients })}</p>
      ) : null}
      <table>
        <caption className="vh">{say('app.settings.preview')}</caption>
        <tbody>
          {(preview?.contacts ?? []).map(c => (
            <tr key={c.clientId}>
              <td className="nowrap">{day(c.on, 'short')}</td>
              <th scope="row">
                <Link to="/clients/$clientId" params={{ clientId: c.clientId }}>
                  {c.name}
                </Link>
              </th>
              <td>{stepVerb(words, c)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
