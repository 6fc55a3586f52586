/** How banks say that a debit or a transfer went back, in the languages of their statements. */
const RETURNED =
  /r(ü|ue)ck(lastschrift|gabe|buchung|(ü|ue)berweisung|belastung)|retourn|returned|\breturn\b|unpaid|refused|rejected|dishono|bounced|chargeback|revers|rejet|impay|retour|annulation de pr(é|e)l|devoluci|devuelt|insoluto|stornato|storno|respinto|devolu(ç|c)|zwrot|odrzucon|refuzat|returnat|stornare|vr(á|a)cen|visszaut|återtag|tilbagef|palaut|不渡|組戻|返戻/i

/** Does a line say that money goes back? */
export const mentionsReturn = (text: string): boolean => RETURNED.test(text)
