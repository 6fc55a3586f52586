import { useAct } from '../../api/acts.ts'
import type { DeskView } from '../../api/types.ts'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'
import { percent } from './figures.ts'

/** How much of the chances is the firm's own evidence, way by way; and the lot between equals, where the firm lets lots decide. */
export function OwnRecord({ desk }: { desk: DeskView }) {
  const { say } = useWords()
  return (
    <section className="part">
      <h2>{say('app.learned.title')}</h2>
      {desk.ownRecord.length === 0 ? (
        <p className="meta">{say('app.learned.none')}</p>
      ) : (
        <>
          <p className="meta">{say('app.learned.lead')}</p>
          <Scroll label={say('app.learned.title')}>
            <table className="narrow-table">
              <thead>
                <tr>
                  <th scope="col">{say('app.learned.way')}</th>
                  <th scope="col" className="amount">
                    {say('app.learned.paid')}
                  </th>
                  <th scope="col" className="amount">
                    {say('app.learned.shipped')}
                  </th>
                  <th scope="col" className="amount">
                    {say('app.learned.now')}
                  </th>
                  <th scope="col" className="amount">
                    {say('app.learned.own')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {desk.ownRecord.map(own => (
                  <tr key={own.way}>
                    <th scope="row">{say(`app.desk.way.${own.way}`)}</th>
                    <td className="amount">{say('app.learned.count', { paid: own.paid, trials: own.trials })}</td>
                    <td className="amount">{percent(own.assumed)}</td>
                    <td className="amount">{percent(own.chance)}</td>
                    <td className="amount">{percent(own.ownShare)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </>
      )}
      <Lot desk={desk} />
    </section>
  )
}

function Lot({ desk }: { desk: DeskView }) {
  const { say, language } = useWords()
  const draw = useAct('draw-lot')
  const { among, drawn } = desk.lot
  if (drawn !== null) return <p>{say('app.learned.drawn', { way: say(`app.desk.way.${drawn}`) })}</p>
  if (among.length === 0) return null
  const ways = new Intl.ListFormat(language).format(among.map(way => say(`app.desk.way.${way}`)))
  return (
    <>
      <p>{say('app.learned.equal', { ways })}</p>
      <Problem error={draw.error} />
      <button type="button" className="btn" onClick={() => draw.mutate({ client: desk.clientId })}>
        {say('app.learned.draw')}
      </button>
    </>
  )
}
