export function CareScreen() { return <main className="main" /> }
