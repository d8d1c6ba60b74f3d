/** React 19: `indicators` is set as a property, and events are heard by their own names. */
import 'indicator-widget';
import type {} from 'indicator-widget/react';
import type { IndicatorDocument } from 'indicator-widget';
import { useState } from 'react';

const indicators: IndicatorDocument = {
  title: 'Kết quả quý I (giả định)',
  indicators: [
    { id: 'schools', label: 'Trường đạt chuẩn', value: 42, total: 60, unit: 'trường' },
    { id: 'bridges', label: 'Cầu', unit: 'cây', parts: [{ label: 'Xây mới', value: 35 }, { label: 'Sửa chữa', value: 29 }] },
  ],
};

export function Report() {
  const [chosen, choose] = useState('');
  const [ready, setReady] = useState(false);
  return (
    <section>
      <indicator-widget
        indicators={indicators}
        theme="light"
        onindicator-ready={() => setReady(true)}
        onindicator-select={(event) => choose(event.detail.category ?? event.detail.indicator ?? '')}
      />
      <p>{ready ? `Đã vẽ xong. ${chosen}` : 'Đang vẽ…'}</p>
    </section>
  );
}
