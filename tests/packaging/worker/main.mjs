const worker = new Worker(new URL('worker.mjs', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => {
  document.documentElement.dataset.outcome = JSON.stringify(data);
};
