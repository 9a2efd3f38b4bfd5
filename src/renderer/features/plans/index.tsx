export { AddToPlan } from './add-to-plan.tsx'
export { PlansScreen } from './plans-screen.tsx'
export { PlanPrintPage } from './print-page.tsx'
