import { judge } from '../../judge.mjs';
import { Judged } from './judged.jsx';

// Rendered on the server for every visit, not once while building.
export const dynamic = 'force-dynamic';

export default async function Page() {
  return (
    <main data-server={JSON.stringify(await judge())}>
      <Judged />
    </main>
  );
}
