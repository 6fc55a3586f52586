import { useWords } from '../words/words.tsx'
import { Scroll } from './scroll.tsx'

interface Props {
  readonly currency: string
  readonly parts: readonly { readonly bucket: string; readonly minor: string }[]
  /** What the picture shows. */
  readonly sentence: string
}

/** What is open by how late it is: a sentence, one stacked bar, its figures as a table. */
export function AgeBar({ currency, parts, sentence }: Props) {
  const { say, figure } = useWords()
  const total = parts.reduce((sum, p) => sum + BigInt(p.minor), 0n)
  const share = (minor: string): number => (total > 0n ? Number((BigInt(minor) * 1000n) / total) / 10 : 0)
  const name = say('app.age.in', { currency })
  return (
    <div className="ageing">
      <p>{sentence}</p>
      <div className="bar" aria-hidden="true">
        {parts.map((p, i) =>
          p.minor === '0' ? null : <span key={p.bucket} style={{ width: `${share(p.minor)}%`, background: `var(--age-${i})` }} />,
        )}
      </div>
      <Scroll label={name}>
        <table>
          <caption className="vh">{name}</caption>
          <thead>
            <tr>
              {parts.map((p, i) => (
                <th key={p.bucket} scope="col">
                  <i style={{ background: `var(--age-${i})` }} />
                  {say(`app.age.${p.bucket}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {parts.map(p => (
                <td key={p.bucket} className={p.minor === '0' ? 'quiet' : ''}>
                  {figure(p.minor, currency)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
