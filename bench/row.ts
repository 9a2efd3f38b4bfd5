/** One line of the benchmark table. `ratio` compares with a limit measured in the same run; `aim` is what we want of it. */
export interface BenchRow {
  name: string
  value: string
  ratio?: string
  aim?: string
}
