export function PlansScreen(_: { plan: number | null }) { return <main className="main" /> }
export function PlanPrintPage(_: { id: number }) { return <main /> }
