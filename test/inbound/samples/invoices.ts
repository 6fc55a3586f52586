// Synthetic invoices, one a format, written for these tests. Figures: lines of 100.00, 20 % tax.

const times = (count: number, write: (at: number) => string): string => Array.from({ length: count }, (_, at) => write(at + 1)).join('\n')

export interface SampleOptions {
  readonly lines?: number
  readonly note?: string
  /** XML put before the closing tag of the root. */
  readonly extra?: string
}

const sums = (lines: number) => ({ net: `${lines * 100}.00`, tax: `${lines * 20}.00`, total: `${lines * 120}.00` })

export function ubl({ lines = 2, note = 'Thank you', extra = '' }: SampleOptions = {}): string {
  const { net, tax, total } = sums(lines)
  return `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
  <cbc:ID>U-2026-001</cbc:ID>
  <cbc:IssueDate>2026-03-02</cbc:IssueDate>
  <cbc:DueDate>2026-04-01</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:Note>${note}</cbc:Note>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cbc:BuyerReference>Desk 7</cbc:BuyerReference>
  <cac:InvoicePeriod><cbc:StartDate>2026-02-01</cbc:StartDate><cbc:EndDate>2026-02-28</cbc:EndDate></cac:InvoicePeriod>
  <cac:OrderReference><cbc:ID>PO-77</cbc:ID></cac:OrderReference>
  <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>U-2025-900</cbc:ID><cbc:IssueDate>2025-12-01</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>
  <cac:AdditionalDocumentReference><cbc:ID>T1</cbc:ID><cbc:DocumentDescription>Time sheet</cbc:DocumentDescription><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="hours.csv">YSxiCjEsMgo=</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>
  <cac:AccountingSupplierParty><cac:Party>
    <cbc:EndpointID schemeID="0088">1234567890128</cbc:EndpointID>
    <cac:PartyName><cbc:Name>Nordlicht</cbc:Name></cac:PartyName>
    <cac:PostalAddress><cbc:StreetName>Hafenweg 3</cbc:StreetName><cbc:CityName>Kiel</cbc:CityName><cbc:PostalZone>24103</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyTaxScheme><cbc:CompanyID>DE136695976</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>Nordlicht Werkstatt GmbH</cbc:RegistrationName><cbc:CompanyID>HRB 4711</cbc:CompanyID></cac:PartyLegalEntity>
    <cac:Contact><cbc:ElectronicMail>billing@nordlicht.example</cbc:ElectronicMail></cac:Contact>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party>
    <cac:PostalAddress><cbc:CityName>Lyon</cbc:CityName><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyLegalEntity><cbc:RegistrationName>Atelier du Rhône SARL</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentID>RF18539007547034</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>DE89370400440532013000</cbc:ID><cac:FinancialInstitutionBranch><cbc:ID>COBADEFFXXX</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount></cac:PaymentMeans>
  <cac:PaymentTerms><cbc:Note>30 days net</cbc:Note></cac:PaymentTerms>
  <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">${tax}</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">${net}</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">${tax}</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
  <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">${net}</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="EUR">${net}</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">${total}</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="EUR">${total}</cbc:PayableAmount></cac:LegalMonetaryTotal>
${times(lines, at => `  <cac:InvoiceLine><cbc:ID>${at}</cbc:ID><cbc:InvoicedQuantity unitCode="HUR">2</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount><cac:InvoicePeriod><cbc:StartDate>2026-02-01</cbc:StartDate></cac:InvoicePeriod><cac:Item><cbc:Name>Workshop ${at}</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">50.0000</cbc:PriceAmount></cac:Price></cac:InvoiceLine>`)}
${extra}</Invoice>`
}

export const ublCreditNote = (): string =>
  ubl({ lines: 1 })
    .replaceAll('Invoice-2"', 'CreditNote-2"')
    .replace('<Invoice ', '<CreditNote ')
    .replace('</Invoice>', '</CreditNote>')
    .replaceAll('InvoiceLine>', 'CreditNoteLine>')
    .replaceAll('InvoicedQuantity', 'CreditedQuantity')
    .replace('<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>', '<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>')
    .replace('U-2026-001', 'C-2026-001')
    .replace('<cbc:DueDate>2026-04-01</cbc:DueDate>', '')

export function cii({ lines = 2, note = 'Thank you', extra = '' }: SampleOptions = {}): string {
  const { net, tax, total } = sums(lines)
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:factur-x.eu:1p0:basic</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
  <rsm:ExchangedDocument><ram:ID>C-2026-007</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20260302</udt:DateTimeString></ram:IssueDateTime><ram:IncludedNote><ram:Content>${note}</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
${times(lines, at => `    <ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>${at}</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>Workshop ${at}</ram:Name></ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>50.00</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="HUR">2</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>20</ram:RateApplicablePercent></ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>100.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>`)}
    <ram:ApplicableHeaderTradeAgreement>
      <ram:BuyerReference>Desk 7</ram:BuyerReference>
      <ram:SellerTradeParty><ram:Name>Nordlicht Werkstatt GmbH</ram:Name><ram:DefinedTradeContact><ram:EmailURIUniversalCommunication><ram:URIID>billing@nordlicht.example</ram:URIID></ram:EmailURIUniversalCommunication></ram:DefinedTradeContact><ram:PostalTradeAddress><ram:PostcodeCode>24103</ram:PostcodeCode><ram:LineOne>Hafenweg 3</ram:LineOne><ram:CityName>Kiel</ram:CityName><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE136695976</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
      <ram:BuyerTradeParty><ram:Name>Atelier du Rhône SARL</ram:Name></ram:BuyerTradeParty>
      <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO-77</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeDelivery/>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:PaymentReference>C-2026-007</ram:PaymentReference>
      <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
      <ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>DE89370400440532013000</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
      <ram:ApplicableTradeTax><ram:CalculatedAmount>${tax}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>${net}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>20</ram:RateApplicablePercent></ram:ApplicableTradeTax>
      <ram:BillingSpecifiedPeriod><ram:StartDateTime><udt:DateTimeString format="102">20260201</udt:DateTimeString></ram:StartDateTime><ram:EndDateTime><udt:DateTimeString format="102">20260228</udt:DateTimeString></ram:EndDateTime></ram:BillingSpecifiedPeriod>
      <ram:SpecifiedTradePaymentTerms><ram:Description>Two instalments</ram:Description><ram:DueDateDateTime><udt:DateTimeString format="102">20260401</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>${net}</ram:LineTotalAmount><ram:TaxBasisTotalAmount>${net}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">${tax}</ram:TaxTotalAmount><ram:TaxTotalAmount currencyID="GBP">17.00</ram:TaxTotalAmount><ram:GrandTotalAmount>${total}</ram:GrandTotalAmount><ram:TotalPrepaidAmount>20.00</ram:TotalPrepaidAmount><ram:DuePayableAmount>${lines * 120 - 20}.00</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
${extra}</rsm:CrossIndustryInvoice>`
}

export const zugferd1 = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15">
  <rsm:SpecifiedExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:ferd:CrossIndustryDocument:invoice:1p0:basic</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:SpecifiedExchangedDocumentContext>
  <rsm:HeaderExchangedDocument><ram:ID>Z-2015-3</ram:ID><ram:Name>RECHNUNG</ram:Name><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20150302</udt:DateTimeString></ram:IssueDateTime></rsm:HeaderExchangedDocument>
  <rsm:SpecifiedSupplyChainTradeTransaction>
    <ram:ApplicableSupplyChainTradeAgreement><ram:SellerTradeParty><ram:Name>Nordlicht Werkstatt GmbH</ram:Name></ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>Backstube Ost</ram:Name></ram:BuyerTradeParty></ram:ApplicableSupplyChainTradeAgreement>
    <ram:ApplicableSupplyChainTradeSettlement>
      <ram:PaymentReference>Z-2015-3</ram:PaymentReference><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
      <ram:SpecifiedTradeSettlementPaymentMeans><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>DE89 3704 0044 0532 0130 00</ram:IBANID></ram:PayeePartyCreditorFinancialAccount><ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>COBADEFFXXX</ram:BICID></ram:PayeeSpecifiedCreditorFinancialInstitution></ram:SpecifiedTradeSettlementPaymentMeans>
      <ram:SpecifiedTradeSettlementMonetarySummation><ram:LineTotalAmount currencyID="EUR">100.00</ram:LineTotalAmount><ram:GrandTotalAmount currencyID="EUR">119.00</ram:GrandTotalAmount></ram:SpecifiedTradeSettlementMonetarySummation>
    </ram:ApplicableSupplyChainTradeSettlement>
    <ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedSupplyChainTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>10.00</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedSupplyChainTradeAgreement><ram:SpecifiedSupplyChainTradeDelivery><ram:BilledQuantity unitCode="C62">10</ram:BilledQuantity></ram:SpecifiedSupplyChainTradeDelivery><ram:SpecifiedSupplyChainTradeSettlement><ram:ApplicableTradeTax><ram:ApplicablePercent>19</ram:ApplicablePercent></ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementMonetarySummation><ram:LineTotalAmount>100.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementMonetarySummation></ram:SpecifiedSupplyChainTradeSettlement><ram:SpecifiedTradeProduct><ram:Name>Shelf</ram:Name></ram:SpecifiedTradeProduct></ram:IncludedSupplyChainTradeLineItem>
  </rsm:SpecifiedSupplyChainTradeTransaction>
</rsm:CrossIndustryDocument>`

export const ksef = ({
  kind = 'VAT',
  total = '123.00',
  payment = '<TerminPlatnosci><Termin>2026-03-15</Termin></TerminPlatnosci>',
} = {}): string => `<?xml version="1.0" encoding="UTF-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
  <Naglowek><KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza><WariantFormularza>3</WariantFormularza></Naglowek>
  <Podmiot1><DaneIdentyfikacyjne><NIP>5260250274</NIP><Nazwa>Zorza Sp. z o.o.</Nazwa></DaneIdentyfikacyjne><Adres><KodKraju>PL</KodKraju><AdresL1>ul. Polna 1</AdresL1><AdresL2>00-001 Warszawa</AdresL2></Adres><DaneKontaktowe><Email>faktury@zorza.example</Email></DaneKontaktowe></Podmiot1>
  <Podmiot2><DaneIdentyfikacyjne><KodUE>DE</KodUE><NrVatUE>136695976</NrVatUE><Nazwa>Nordlicht Werkstatt GmbH</Nazwa></DaneIdentyfikacyjne><NrKlienta>K-9</NrKlienta></Podmiot2>
  <Fa><KodWaluty>PLN</KodWaluty><P_1>2026-02-13</P_1><P_2>FV/12/2026</P_2><OkresFa><P_6_Od>2026-01-01</P_6_Od><P_6_Do>2026-01-31</P_6_Do></OkresFa><P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1><P_15>${total}</P_15>
    <RodzajFaktury>${kind}</RodzajFaktury><DaneFaKorygowanej><DataWystFaKorygowanej>2026-01-10</DataWystFaKorygowanej><NrFaKorygowanej>FV/3/2026</NrFaKorygowanej></DaneFaKorygowanej>
    <FaWiersz><NrWierszaFa>1</NrWierszaFa><P_6A>2026-01-20</P_6A><P_7>Usługa</P_7><P_8A>szt.</P_8A><P_8B>4</P_8B><P_9A>25.00</P_9A><P_11>100.00</P_11><P_12>23</P_12></FaWiersz>
    <Platnosc>${payment}<RachunekBankowy><NrRB>61109010140000071219812874</NrRB><SWIFT>WBKPPLPP</SWIFT></RachunekBankowy></Platnosc>
    <WarunkiTransakcji><Zamowienia><NrZamowienia>PO-5</NrZamowienia></Zamowienia></WarunkiTransakcji></Fa>
</Faktura>`

export const ksefFarmer = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<Faktura xmlns="http://crd.gov.pl/wzor/2026/03/06/14189/"><Naglowek><KodFormularza kodSystemowy="FA_RR (1)">FA_RR</KodFormularza></Naglowek>
<Podmiot1><DaneIdentyfikacyjne><Nazwa>Gospodarstwo Sad</Nazwa></DaneIdentyfikacyjne></Podmiot1><Podmiot2><DaneIdentyfikacyjne><Nazwa>Przetwory S.A.</Nazwa></DaneIdentyfikacyjne></Podmiot2>
<FakturaRR><KodWaluty>PLN</KodWaluty><P_4A>2026-02-20</P_4A><P_4B>2026-02-23</P_4B><P_4C>RR/1</P_4C><P_11_1>200.00</P_11_1><P_11_2>14.00</P_11_2><P_12_1>214.00</P_12_1><RodzajFaktury>VAT_RR</RodzajFaktury>
<FakturaRRWiersz><NrWierszaFa>1</NrWierszaFa><P_5>jabłka</P_5><P_6A>kg</P_6A><P_6B>100</P_6B><P_7>2.00</P_7><P_8>200.00</P_8><P_9>7.0</P_9></FakturaRRWiersz>
<Platnosc><RachunekBankowy1><NrRB>61109010140000071219812874</NrRB></RachunekBankowy1></Platnosc></FakturaRR></Faktura>`

const fatturaBody = (number: string, type: string): string => `<FatturaElettronicaBody>
  <DatiGenerali><DatiGeneraliDocumento><TipoDocumento>${type}</TipoDocumento><Divisa>EUR</Divisa><Data>2026-03-02</Data><Numero>${number}</Numero><ImportoTotaleDocumento>122.00</ImportoTotaleDocumento><Causale>Consulenza</Causale></DatiGeneraliDocumento><DatiOrdineAcquisto><IdDocumento>PO-8</IdDocumento></DatiOrdineAcquisto><DatiFattureCollegate><IdDocumento>F-1</IdDocumento><Data>2026-01-05</Data></DatiFattureCollegate></DatiGenerali>
  <DatiBeniServizi><DettaglioLinee><NumeroLinea>1</NumeroLinea><Descrizione>Consulenza</Descrizione><Quantita>1.00</Quantita><DataInizioPeriodo>2026-02-01</DataInizioPeriodo><DataFinePeriodo>2026-02-28</DataFinePeriodo><PrezzoUnitario>99.99996</PrezzoUnitario><PrezzoTotale>99.99996</PrezzoTotale><AliquotaIVA>22.00</AliquotaIVA></DettaglioLinee><DatiRiepilogo><AliquotaIVA>22.00</AliquotaIVA><ImponibileImporto>100.00</ImponibileImporto><Imposta>22.00</Imposta></DatiRiepilogo></DatiBeniServizi>
  <DatiPagamento><CondizioniPagamento>TP01</CondizioniPagamento><DettaglioPagamento><ModalitaPagamento>MP05</ModalitaPagamento><DataScadenzaPagamento>2026-04-02</DataScadenzaPagamento><ImportoPagamento>61.00</ImportoPagamento><IBAN>IT60X0542811101000000123456</IBAN><CodicePagamento>PAG-1</CodicePagamento></DettaglioPagamento><DettaglioPagamento><DataScadenzaPagamento>2026-05-02</DataScadenzaPagamento><ImportoPagamento>61.00</ImportoPagamento></DettaglioPagamento></DatiPagamento>
  <Allegati><NomeAttachment>ore.csv</NomeAttachment><FormatoAttachment>CSV</FormatoAttachment><Attachment>YSxiCg==</Attachment></Allegati>
</FatturaElettronicaBody>`

export const fattura = (
  bodies: readonly (readonly [number: string, type: string])[] = [['F-2', 'TD01']],
): string => `<?xml version="1.0" encoding="UTF-8"?>
<p:FatturaElettronica versione="FPR12" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">
<FatturaElettronicaHeader><CedentePrestatore><DatiAnagrafici><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>00743110157</IdCodice></IdFiscaleIVA><Anagrafica><Denominazione>Studio Aurora S.r.l.</Denominazione></Anagrafica></DatiAnagrafici><Sede><Indirizzo>Via Lunga</Indirizzo><NumeroCivico>5</NumeroCivico><CAP>20100</CAP><Comune>Milano</Comune><Provincia>MI</Provincia><Nazione>IT</Nazione></Sede><Contatti><Email>conti@aurora.example</Email></Contatti></CedentePrestatore>
<CessionarioCommittente><DatiAnagrafici><CodiceFiscale>RSSMRA80A01F205X</CodiceFiscale><Anagrafica><Nome>Mario</Nome><Cognome>Prova</Cognome></Anagrafica></DatiAnagrafici></CessionarioCommittente></FatturaElettronicaHeader>
${bodies.map(([number, type]) => fatturaBody(number, type)).join('\n')}
</p:FatturaElettronica>`

export const fatturaSimplified = ({ type = 'TD07', amount = '122.00' } = {}): string => `<?xml version="1.0" encoding="UTF-8"?>
<p:FatturaElettronicaSemplificata versione="FSM10" xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.0">
<FatturaElettronicaHeader><DatiTrasmissione><FormatoTrasmissione>FSM10</FormatoTrasmissione></DatiTrasmissione><CedentePrestatore><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>00743110157</IdCodice></IdFiscaleIVA><Denominazione>Studio Aurora S.r.l.</Denominazione><Sede><Indirizzo>Via Lunga</Indirizzo><NumeroCivico>5</NumeroCivico><CAP>20100</CAP><Comune>Milano</Comune><Provincia>MI</Provincia><Nazione>IT</Nazione></Sede></CedentePrestatore>
<CessionarioCommittente><IdentificativiFiscali><CodiceFiscale>RSSMRA80A01F205X</CodiceFiscale></IdentificativiFiscali><AltriDatiIdentificativi><Nome>Mario</Nome><Cognome>Prova</Cognome></AltriDatiIdentificativi></CessionarioCommittente></FatturaElettronicaHeader>
<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>${type}</TipoDocumento><Divisa>EUR</Divisa><Data>2026-03-02</Data><Numero>S-4</Numero></DatiGeneraliDocumento><DatiFatturaRettificata><NumeroFR>S-1</NumeroFR><DataFR>2026-02-01</DataFR><ElementiRettificati>Importo</ElementiRettificati></DatiFatturaRettificata></DatiGenerali>
<DatiBeniServizi><Descrizione>Pranzo</Descrizione><Importo>${amount}</Importo><DatiIVA><Imposta>22.00</Imposta><Aliquota>22.00</Aliquota></DatiIVA></DatiBeniServizi><DatiBeniServizi><Descrizione>Mancia</Descrizione><Importo>8.00</Importo><Natura>N2.2</Natura></DatiBeniServizi></FatturaElettronicaBody>
</p:FatturaElettronicaSemplificata>`

export const cdar = (code = '207'): string => `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossDomainAcknowledgementAndResponse xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocument><ram:ID>S-1</ram:ID><ram:IssueDateTime><udt:DateTimeString format="204">20260701151000</udt:DateTimeString></ram:IssueDateTime><ram:IssuerTradeParty><ram:Name>Acheteur SA</ram:Name></ram:IssuerTradeParty><ram:RecipientTradeParty><ram:Name>Vendeur SA</ram:Name></ram:RecipientTradeParty></rsm:ExchangedDocument>
<rsm:AcknowledgementDocument><ram:ReferenceReferencedDocument><ram:IssuerAssignedID>F-77</ram:IssuerAssignedID><ram:FormattedIssueDateTime><udt:DateTimeString format="102">20260601</udt:DateTimeString></ram:FormattedIssueDateTime><ram:ProcessConditionCode>${code}</ram:ProcessConditionCode><ram:SpecifiedDocumentStatus><ram:ReasonCode>TX_TVA_ERR</ram:ReasonCode><ram:Reason>Taux</ram:Reason><ram:RequestedAction>Rectifier</ram:RequestedAction><ram:SpecifiedDocumentCharacteristic><ram:TypeCode>MEN</ram:TypeCode><ram:ValueAmount currencyID="EUR">500.00</ram:ValueAmount></ram:SpecifiedDocumentCharacteristic></ram:SpecifiedDocumentStatus></ram:ReferenceReferencedDocument></rsm:AcknowledgementDocument>
</rsm:CrossDomainAcknowledgementAndResponse>`

const UBL_NAMESPACES =
  'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'

export const invoiceResponse = (
  code = 'UQ',
): string => `<ApplicationResponse xmlns="urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2" ${UBL_NAMESPACES}><cbc:ID>r1</cbc:ID><cbc:IssueDate>2026-03-05</cbc:IssueDate>
<cac:SenderParty><cac:PartyLegalEntity><cbc:RegistrationName>Buyer AS</cbc:RegistrationName></cac:PartyLegalEntity></cac:SenderParty><cac:ReceiverParty><cac:PartyLegalEntity><cbc:RegistrationName>Seller AS</cbc:RegistrationName></cac:PartyLegalEntity></cac:ReceiverParty>
<cac:DocumentResponse><cac:Response><cbc:ResponseCode>${code}</cbc:ResponseCode><cbc:EffectiveDate>2026-03-04</cbc:EffectiveDate><cac:Status><cbc:StatusReasonCode listID="OPStatusReason">REF</cbc:StatusReasonCode><cac:Condition><cbc:AttributeID>BT-13</cbc:AttributeID><cbc:Description>PO-1</cbc:Description></cac:Condition></cac:Status><cac:Status><cbc:StatusReasonCode listID="OPStatusAction">NIN</cbc:StatusReasonCode></cac:Status></cac:Response><cac:DocumentReference><cbc:ID>INV-21</cbc:ID></cac:DocumentReference></cac:DocumentResponse></ApplicationResponse>`

export const reminder =
  (): string => `<Reminder xmlns="urn:oasis:names:specification:ubl:schema:xsd:Reminder-2" ${UBL_NAMESPACES}><cbc:ID>R-9</cbc:ID><cbc:IssueDate>2026-05-03</cbc:IssueDate><cbc:ReminderSequenceNumeric>2</cbc:ReminderSequenceNumeric><cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode>
<cac:ReminderLine><cbc:ID>1</cbc:ID><cbc:Note>Second reminder</cbc:Note><cbc:DebitLineAmount currencyID="NOK">100.50</cbc:DebitLineAmount><cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>INV-1</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference></cac:ReminderLine>
<cac:ReminderLine><cbc:ID>2</cbc:ID><cbc:DebitLineAmount currencyID="NOK">40</cbc:DebitLineAmount><cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>INV-2</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference></cac:ReminderLine></Reminder>`

export const orderX = (): string =>
  '<rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100"><rsm:ExchangedDocument/></rsm:SCRDMCCBDACIOMessageStructure>'
