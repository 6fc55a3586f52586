import { describe, expect, test } from 'vitest'
import { cii, fattura, ksef, ubl, zugferd1 } from './samples/invoices.ts'
import { readInvoice } from './samples/registry.ts'

// Who is owed and who owes: each syntax has several places for a name, an address, an id.

describe('UBL', () => {
  const seller = (from: string | RegExp, to: string) => readInvoice(ubl().replace(from, to)).seller

  test('the legal name, else the trading name, else that of the tax scheme, a person or a contact', () => {
    const legal = /<cbc:RegistrationName>Nordlicht.*?<\/cbc:RegistrationName>/
    const trading = '<cac:PartyName><cbc:Name>Nordlicht</cbc:Name></cac:PartyName>'
    expect(seller(legal, '').name).toBe('Nordlicht')
    const bare = ubl().replace(legal, '').replace(trading, '')
    const name = (from: string, to: string) => readInvoice(bare.replace(from, to)).seller.name
    expect(name('<cbc:CompanyID>DE136', '<cbc:RegistrationName>By tax</cbc:RegistrationName><cbc:CompanyID>DE136')).toBe('By tax')
    expect(
      name(
        '<cac:Contact>',
        '<cac:Person><cbc:FirstName>Ada</cbc:FirstName><cbc:FamilyName>Probe</cbc:FamilyName></cac:Person><cac:Contact>',
      ),
    ).toBe('Ada Probe')
    expect(name('<cbc:ElectronicMail>', '<cbc:Name>Desk</cbc:Name><cbc:ElectronicMail>')).toBe('Desk')
    expect(readInvoice(bare).seller.name).toBeNull()
  })

  test('an address in all its parts', () => {
    const parts =
      '<cbc:Postbox>PO 5</cbc:Postbox><cbc:StreetName>Long Street</cbc:StreetName><cbc:BuildingNumber>7</cbc:BuildingNumber><cbc:AdditionalStreetName>Yard</cbc:AdditionalStreetName><cbc:CityName>Town</cbc:CityName><cbc:PostalZone>123</cbc:PostalZone><cbc:CountrySubentity>County</cbc:CountrySubentity><cac:AddressLine><cbc:Line>Door 2</cbc:Line></cac:AddressLine>'
    const found = seller(
      '<cbc:StreetName>Hafenweg 3</cbc:StreetName><cbc:CityName>Kiel</cbc:CityName><cbc:PostalZone>24103</cbc:PostalZone>',
      parts,
    )
    expect(found.addressLines).toEqual(['PO 5', 'Long Street 7', 'Yard', 'Door 2', '123 Town', 'County'])
  })

  test('a tax number that is no VAT id is not taken for one', () => {
    expect(seller('<cbc:ID>VAT</cbc:ID>', '<cbc:ID>TAX</cbc:ID>').vatId).toBeNull()
    expect(seller('<cbc:ID>VAT</cbc:ID>', '<cbc:ID>GST</cbc:ID>').vatId).toBe('DE136695976')
    expect(seller('<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>', '').vatId).toBe('DE136695976')
  })

  test('an address without scheme, an id of the party where the register is silent, no party at all', () => {
    expect(seller(' schemeID="0088"', '').endpoint).toBe('1234567890128')
    expect(seller('<cbc:CompanyID>HRB 4711</cbc:CompanyID>', '').companyId).toBeNull()
    expect(readInvoice(ubl().replace(/<cac:AccountingSupplierParty>[\s\S]*?<\/cac:AccountingSupplierParty>/, '')).seller).toEqual({
      name: null,
      tradingName: null,
      addressLines: [],
      country: null,
      vatId: null,
      companyId: null,
      email: null,
      endpoint: null,
    })
  })

  test('who is to be paid, where it is another', () => {
    expect(readInvoice(ubl()).payee).toBeNull()
    const factor = '<cac:PayeeParty><cac:PartyName><cbc:Name>Factor Ltd</cbc:Name></cac:PartyName></cac:PayeeParty><cac:PaymentMeans>'
    expect(readInvoice(ubl().replace('<cac:PaymentMeans>', factor)).payee?.name).toBe('Factor Ltd')
  })

  test('several accounts are all kept, in order', () => {
    const second =
      '</cac:PaymentMeans><cac:PaymentMeans><cac:PayeeFinancialAccount><cbc:ID>5555-1234</cbc:ID><cbc:Name>Giro</cbc:Name></cac:PayeeFinancialAccount></cac:PaymentMeans><cac:PaymentTerms>'
    expect(readInvoice(ubl().replace('</cac:PaymentMeans>\n  <cac:PaymentTerms>', second)).accounts.map(a => [a.id, a.holder])).toEqual([
      ['DE89370400440532013000', null],
      ['5555-1234', 'Giro'],
    ])
  })
})

describe('cross-industry', () => {
  test('a VAT id is told from a tax number by its scheme', () => {
    const number = '<ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">201/113/40209</ram:ID></ram:SpecifiedTaxRegistration>'
    const both = cii().replace('<ram:SpecifiedTaxRegistration>', `${number}<ram:SpecifiedTaxRegistration>`)
    expect(readInvoice(both).seller.vatId).toBe('DE136695976')
    expect(readInvoice(cii().replace('schemeID="VA"', 'schemeID="FC"')).seller.vatId).toBeNull()
  })

  test('trading name, register, endpoint', () => {
    const more =
      '<ram:Name>Nordlicht Werkstatt GmbH</ram:Name><ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">123456789</ram:ID><ram:TradingBusinessName>Nordlicht</ram:TradingBusinessName></ram:SpecifiedLegalOrganization><ram:URIUniversalCommunication><ram:URIID schemeID="EM">inbox@nordlicht.example</ram:URIID></ram:URIUniversalCommunication>'
    expect(readInvoice(cii().replace('<ram:Name>Nordlicht Werkstatt GmbH</ram:Name>', more)).seller).toMatchObject({
      tradingName: 'Nordlicht',
      companyId: '123456789',
      endpoint: 'EM:inbox@nordlicht.example',
    })
  })

  test('another payee, a national account, an attachment', () => {
    const changed = cii()
      .replace(
        '<ram:SpecifiedTradeSettlementPaymentMeans>',
        '<ram:PayeeTradeParty><ram:Name>Factor AG</ram:Name></ram:PayeeTradeParty><ram:SpecifiedTradeSettlementPaymentMeans>',
      )
      .replace(
        '<ram:IBANID>DE89370400440532013000</ram:IBANID>',
        '<ram:AccountName>Nordlicht</ram:AccountName><ram:ProprietaryID>12-3456</ram:ProprietaryID>',
      )
      .replace(
        '<ram:BuyerOrderReferencedDocument>',
        '<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>T-1</ram:IssuerAssignedID><ram:Name>Hours</ram:Name><ram:AttachmentBinaryObject mimeCode="text/csv" filename="h.csv">YQ==</ram:AttachmentBinaryObject></ram:AdditionalReferencedDocument><ram:AdditionalReferencedDocument><ram:IssuerAssignedID>T-2</ram:IssuerAssignedID><ram:URIID>https://files.example/t2</ram:URIID></ram:AdditionalReferencedDocument><ram:AdditionalReferencedDocument><ram:IssuerAssignedID>T-3</ram:IssuerAssignedID></ram:AdditionalReferencedDocument><ram:BuyerOrderReferencedDocument>',
      )
      .replace(
        '<ram:SpecifiedTradePaymentTerms>',
        '<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>C-1</ram:IssuerAssignedID></ram:InvoiceReferencedDocument><ram:SpecifiedTradePaymentTerms>',
      )
    const invoice = readInvoice(changed)
    expect(invoice.payee?.name).toBe('Factor AG')
    expect(invoice.accounts).toEqual([{ id: '12-3456', bic: null, holder: 'Nordlicht' }])
    expect(invoice.attachments).toEqual([
      { name: 'h.csv', description: 'Hours', mime: 'text/csv', base64: 'YQ==', uri: null },
      { name: 'T-2', description: null, mime: null, base64: null, uri: 'https://files.example/t2' },
    ])
    expect(invoice.preceding).toEqual([{ number: 'C-1', issueDate: null }])
  })

  test('a person where no firm is named', () => {
    const person = zugferd1().replace(
      '<ram:Name>Backstube Ost</ram:Name>',
      '<ram:DefinedTradeContact><ram:PersonName>Eva Muster</ram:PersonName></ram:DefinedTradeContact>',
    )
    expect(readInvoice(person).buyer.name).toBe('Eva Muster')
  })
})

describe('KSeF and FatturaPA', () => {
  test('a person, a foreign id, an address of the first schema', () => {
    const first = ksef()
      .replace(
        '<NIP>5260250274</NIP><Nazwa>Zorza Sp. z o.o.</Nazwa>',
        '<NrID>X-1</NrID><ImiePierwsze>Anna</ImiePierwsze><Nazwisko>Próbna</Nazwisko>',
      )
      .replace(
        /<Adres>.*?<\/Adres>/,
        '<Adres><AdresPol><KodKraju>PL</KodKraju><Ulica>Polna</Ulica><NrDomu>1</NrDomu><KodPocztowy>00-001</KodPocztowy><Miejscowosc>Warszawa</Miejscowosc></AdresPol></Adres>',
      )
    expect(readInvoice(first).seller).toMatchObject({
      name: 'Anna Próbna',
      vatId: null,
      companyId: 'X-1',
      country: 'PL',
      addressLines: ['Polna 1', '00-001 Warszawa'],
    })
  })

  test('a factor’s account is where to pay; part payments add up', () => {
    const paid =
      '<ZaplataCzesciowa><KwotaZaplatyCzesciowej>20.00</KwotaZaplatyCzesciowej></ZaplataCzesciowa><ZaplataCzesciowa><KwotaZaplatyCzesciowej>3.00</KwotaZaplatyCzesciowej></ZaplataCzesciowa>'
    const invoice = readInvoice(
      ksef({ payment: `${paid}<RachunekBankowyFaktora><NrRB>12114033330000123456789012</NrRB></RachunekBankowyFaktora>` }),
    )
    expect(invoice.accounts.map(a => a.id)).toEqual(['61109010140000071219812874', '12114033330000123456789012'])
    expect(invoice.prepaid?.minor).toBe(2_300n)
  })

  test('a firm without VAT id, a buyer without address', () => {
    const invoice = readInvoice(fattura().replace(/<IdFiscaleIVA>.*?<\/IdFiscaleIVA>/, ''))
    expect(invoice.seller.vatId).toBeNull()
    expect(invoice.buyer).toMatchObject({ addressLines: [], country: null })
  })
})
