export function ReaderPane(_: { id: number; query: string }) { return <article className="main" /> }
