import { createRoot } from 'react-dom/client';
import { Report } from './examples/react';

createRoot(document.querySelector('#place')!).render(<Report />);
