//! Reads the settings, does what the command says, tells failures in one line.
#![recursion_limit = "512"]
use clap::Parser;
use server::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "info,sqlx=warn,hyper=warn,usvg=error".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => {
            eprintln!("openkitchen: the machine gives no threads: {cause}");
            return std::process::ExitCode::FAILURE;
        }
    };
    match server::cli::run(cli, &runtime) {
        Ok(code) => code,
        Err(cause) => {
            eprintln!("openkitchen: {cause:#}");
            std::process::ExitCode::FAILURE
        }
    }
}
