/** Numbers as they are typed, with commas, semicolons or blanks between. */
export const numbersIn = (typed: string): string[] => typed.split(/[\s,;]+/).filter((one) => one !== '')
