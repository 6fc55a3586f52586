const ADDRESS = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/

/** Whether a text is one plain e-mail address, as it may stand in a header. */
export const isMailAddress = (text: string): boolean => ADDRESS.test(text)
