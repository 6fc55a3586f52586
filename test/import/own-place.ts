import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day } from '../../src/core/day/day.ts'
import { clockOn } from '../../src/shell/clock.ts'
import type { NewFact } from '../../src/shell/store/record.ts'
import { createWorkspace, enterWorkspace, type Place } from '../../src/shell/workspace.ts'
import { newStore } from '../support/new-store.ts'

export interface OwnPlace extends Place {
  end(): Promise<void>
}

/** A firm with an empty store of its own, on a day. */
export async function ownPlace(on = '2026-11-21', firm: Partial<NewFact<'firm'>> = {}): Promise<OwnPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-import-'))
  const store = await newStore(join(folder, 'store.sqlite'))
  const clock = clockOn(day(on), 'Europe/Paris')
  await createWorkspace(
    store,
    { name: 'Atelier', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: ['1 rue Haute'], ...firm },
    clock,
    'ada',
  )
  const place = await enterWorkspace(store, clock, 'ada', 'test')
  const end = async (): Promise<void> => {
    await store.close()
    rmSync(folder, { recursive: true })
  }
  return { ...place, end }
}
