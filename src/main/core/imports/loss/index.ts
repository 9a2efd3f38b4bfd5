export { measureLoss } from './measure-loss.ts'
export { sumLosses } from './sum-losses.ts'
