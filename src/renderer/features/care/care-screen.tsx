import { useMessages } from '../../i18n.tsx'
import { PicturesCard } from '../pictures/index.tsx'
import { AboutCard } from './about-card.tsx'
import { AppearanceCard } from './appearance-card.tsx'
import { BackupsCard } from './backups-card.tsx'
import { CheckCard } from './check-card.tsx'
import { ImportCard } from './import-card.tsx'
import { LibraryCard } from './library-card.tsx'
import './care.css'

/** Library care: settings, where the library is, its health, backups, and about the app. */
export function CareScreen() {
  const t = useMessages().care
  return (
    <main className="main">
      <div className="bar lined">
        <h1 className="grow">{t.title}</h1>
      </div>
      <div className="scroll grow">
        <div className="care">
          <AppearanceCard />
          <ImportCard />
          <LibraryCard />
          <PicturesCard />
          <CheckCard />
          <BackupsCard />
          <AboutCard />
        </div>
      </div>
    </main>
  )
}
