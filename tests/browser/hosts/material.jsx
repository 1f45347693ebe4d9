// A form of React and Material UI: every value comes from the state of a component.

import { Button, Checkbox, FormControlLabel, MenuItem, Stack, TextField } from '@mui/material';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

const BLANK = { kensu: '', saisai: '', koumoku: '', koeru: false };

function Form() {
  const [values, setValues] = useState(BLANK);
  const set = (name) => (event) => setValues({ ...values, [name]: event.target.value });
  const error = values.kensu.length > 5 ? '5けたまで' : '';
  return (
    <form id="f" method="post" action="/sent">
      <Stack direction="row" spacing={2}>
        <TextField
          name="kensu"
          label="件数"
          value={values.kensu}
          onChange={set('kensu')}
          error={error !== ''}
          helperText={error}
        />
        <TextField
          name="koumoku"
          label="項目"
          multiline
          value={values.koumoku}
          onChange={set('koumoku')}
        />
      </Stack>
      <TextField
        select
        name="saisai"
        label="再々委託"
        value={values.saisai}
        onChange={set('saisai')}
        sx={{ width: '20em' }}
      >
        <MenuItem value="forbidden">禁止</MenuItem>
        <MenuItem value="contractor_consent">受託者の承諾</MenuItem>
      </TextField>
      <FormControlLabel
        label="超える"
        control={
          <Checkbox
            name="koeru"
            value="1"
            checked={values.koeru}
            onChange={(event) => setValues({ ...values, koeru: event.target.checked })}
          />
        }
      />
      <Button
        onClick={() => setTimeout(() => setValues({ ...values, kensu: '8888', koumoku: '既往歴' }))}
      >
        前回の値
      </Button>
      <Button onClick={() => setValues(BLANK)}>消す</Button>
      <Button type="submit">送信</Button>
    </form>
  );
}

createRoot(document.getElementById('app')).render(<Form />);
