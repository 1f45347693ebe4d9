//! `shodaku` for Python: requests in Arrow record batches, judged.
//!
//! One function, which takes a stream of batches and gives one back ([`judged`]). What a row says
//! is read by [`rows`] and [`values`], the library judges it ([`judging`]), and [`results`] holds what
//! `check --jsonl --brief` writes, as columns.

mod judged;
mod judging;
mod results;
mod rows;
mod values;

use std::sync::{Arc, OnceLock};

use arrow_array::RecordBatchReader;
use arrow_pyarrow::IntoPyArrow;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use judged::{Judged, Source};
use judging::{Judge, Refused};

/// The package: see `shodaku.pyi`.
#[pymodule(name = "shodaku")]
mod module {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::judge;

    /// The columns that `judge` gives, as Spark declares them.
    #[pymodule_export]
    const SPARK_SCHEMA: &str = super::results::SPARK_SCHEMA;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// Judges a request a row, of an Arrow stream or of several.
#[pyfunction]
#[pyo3(signature = (requests, *, rulesets = Vec::new()))]
fn judge<'py>(requests: &Bound<'py, PyAny>, rulesets: Vec<String>) -> PyResult<Bound<'py, PyAny>> {
    let judge =
        judge_by(&rulesets).map_err(|refused| PyValueError::new_err(refused.to_string()))?;
    let judged = Judged::new(Source::of(requests)?, judge);
    let reader: Box<dyn RecordBatchReader + Send> = Box::new(judged);
    reader.into_pyarrow(requests.py())
}

/// By the shipped rulesets, which are read once, and by those `given`.
fn judge_by(given: &[String]) -> Result<Arc<Judge>, Refused> {
    static SHIPPED: OnceLock<Arc<Judge>> = OnceLock::new();
    if !given.is_empty() {
        return Ok(Arc::new(Judge::new(given)?));
    }
    if let Some(shipped) = SHIPPED.get() {
        return Ok(Arc::clone(shipped));
    }
    let shipped = Arc::new(Judge::new(&[])?);
    Ok(Arc::clone(SHIPPED.get_or_init(|| shipped)))
}
