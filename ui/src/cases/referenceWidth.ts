/** How wide the references shown here need their column to be: forces write them in anything from eight to twenty characters, and none may run into the name. */
export function referenceWidth(rows: ReadonlyArray<{ reference: string }>): string {
  const longest = rows.reduce((most, row) => Math.max(most, row.reference.length), 'Reference'.length);
  // Capitals are wider than the digit that `ch` measures.
  return `calc(${longest} * 1.1ch + 20px)`;
}
