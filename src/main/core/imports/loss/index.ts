export { measureLoss } from './measure-loss.ts'
export { createLossSum, sumLosses } from './sum-losses.ts'
