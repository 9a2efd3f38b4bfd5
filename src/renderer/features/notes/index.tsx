export function NotePane(_: { id: number; query: string }) { return <article className="main" /> }
export async function createNote(): Promise<void> {}
export async function createNoteFrom(_articleId: number): Promise<void> {}
