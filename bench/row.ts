/** One line of a benchmark table: what was measured, and figures under the headings of the columns. */
export interface BenchRow {
  name: string
  [column: string]: string | undefined
}
