/**
 * How many units of a currency our own costs are, where the assumptions are written in units like euro, dollar or pound. Rounded to one figure that a person
 * can check by eye; an assumption about costs, never a rate of exchange, and never used on what anybody owes.
 */
const UNITS: Readonly<Record<string, number>> = { JPY: 150, KRW: 1500, HUF: 400, ISK: 150, CZK: 25, PLN: 4, RON: 5, SEK: 11, NOK: 11, DKK: 7, CNY: 8, INR: 90, MXN: 20, BRL: 6, ZAR: 20, TRY: 40, HKD: 8, TWD: 35, THB: 35, PHP: 60 } // biome-ignore format: one table

export const unitsOfCost = (currency: string): number => UNITS[currency] ?? 1
