import 'shodaku/form.css';
import { createRoot } from 'react-dom/client';
import { consultation } from '../consultation.mjs';
import { judge } from '../judge.mjs';
import { Consultation } from './consultation.jsx';

async function main() {
  const schema = await consultation();
  const submitted = (values) => {
    document.documentElement.dataset.submitted = JSON.stringify(values);
  };
  const root = createRoot(document.querySelector('#form'));
  root.render(<Consultation schema={schema} onSubmit={submitted} />);
  document.documentElement.dataset.outcome = JSON.stringify(await judge());
}

main();
