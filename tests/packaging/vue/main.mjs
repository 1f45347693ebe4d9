import 'shodaku/form.css';
import { createApp } from 'vue';
import { consultation } from '../consultation.mjs';
import { judge } from '../judge.mjs';
import ConsultationForm from './ConsultationForm.vue';

async function main() {
  const schema = await consultation();
  const onSubmit = (values) => {
    document.documentElement.dataset.submitted = JSON.stringify(values);
  };
  createApp(ConsultationForm, { schema, onSubmit }).mount('#form');
  document.documentElement.dataset.outcome = JSON.stringify(await judge());
}

main();
