'use client';

import { useEffect, useState } from 'react';
import { judge } from '../../judge.mjs';

export function Judged() {
  const [outcome, setOutcome] = useState();
  useEffect(() => {
    judge().then(setOutcome);
  }, []);
  useEffect(() => {
    if (outcome) document.documentElement.dataset.outcome = JSON.stringify(outcome);
  }, [outcome]);
  return <p>{outcome?.verdict}</p>;
}
