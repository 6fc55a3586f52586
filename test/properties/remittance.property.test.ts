import fc from 'fast-check'
import { expect, test } from 'vitest'
import { remittanceParts, splitInOrder } from '../../src/core/desk/fees.ts'
import { offerBounds } from '../../src/core/desk/offers.ts'

const rate = fc.integer({ min: 0, max: 60_000 }).map(BigInt)
const amount = fc.bigInt({ min: 1n, max: 10n ** 12n })

test('money in = commission + its tax + what reached us, from the gross and from the net alike', () => {
  fc.assert(
    fc.property(amount, rate, fc.integer({ min: 0, max: 27_000 }).map(BigInt), (minor, feeMilliPercent, taxMilliPercent) => {
      const rates = { feeMilliPercent, taxMilliPercent }
      const gross = remittanceParts({ grossMinor: minor, ...rates })
      expect(gross.grossMinor).toBe(gross.commissionMinor + gross.feeTaxMinor + gross.netMinor)
      const net = remittanceParts({ netMinor: minor, ...rates })
      expect(net.netMinor).toBe(minor)
      expect(net.grossMinor).toBe(net.commissionMinor + net.feeTaxMinor + minor)
      expect(net.commissionMinor >= 0n && net.grossMinor >= minor).toBe(true)
    }),
  )
})

test('money in = money allocated + what no invoice took, and no invoice takes more than is open', () => {
  fc.assert(
    fc.property(amount, fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { maxLength: 12 }), (minor, opens) => {
      const open = opens.map((openMinor, at) => ({ invoiceId: `i${at}`, openMinor }))
      const { parts, leftMinor } = splitInOrder(minor, open)
      expect(parts.reduce((sum, p) => sum + p.minor, leftMinor)).toBe(minor)
      for (const p of parts) expect(p.minor <= (open.find(o => o.invoiceId === p.invoiceId)?.openMinor ?? 0n)).toBe(true)
    }),
  )
})

test('an offer’s bounds lie between nothing and what is owed, and never below the floor', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(amount, share, share, share, (owed, agency, floor, other) => {
      const bounds = offerBounds(owed, agency, floor, other)
      expect(bounds.leastMinor + bounds.mostDiscountMinor).toBe(owed)
      expect(bounds.leastMinor >= 0n && bounds.leastMinor <= owed).toBe(true)
      expect(Number(bounds.leastMinor)).toBeGreaterThanOrEqual(Math.floor(Number(owed) * floor * (1 - 1e-9)))
    }),
  )
})
