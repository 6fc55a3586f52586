import type { ImportPreview } from '../../api/types.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'

const SHOWN = 30

/** Where each PDF copy would be kept; those that fit no invoice, or several, first. */
export function Copies({ copies }: { copies: ImportPreview['copies'] }) {
  const { say } = useWords()
  if (copies.length === 0) return null
  const sorted = [...copies.filter(copy => copy.invoice === null), ...copies.filter(copy => copy.invoice !== null)]
  return (
    <Scroll label={say('app.importCopies.title')}>
      <table className="stacked">
        <thead>
          <tr>
            <th scope="col">{say('app.importCopies.file')}</th>
            <th scope="col">{say('app.importCopies.keptWith')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, SHOWN).map(({ file, invoice, why }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
            <tr key={at}>
              <th scope="row">{file}</th>
              <td>
                {invoice === null ? (
                  <span className="needs">{say(`app.importCopies.${why}`)}</span>
                ) : why === 'known' ? (
                  say('app.importCopies.known', { number: invoice })
                ) : (
                  invoice
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > SHOWN ? <p className="meta">{say('app.today.andMore', { count: sorted.length - SHOWN })}</p> : null}
    </Scroll>
  )
}
