//! The methods that send a call, which are the same for every operation.

/// Gives the call of an operation `send` and `send_raw`, in both clients.
macro_rules! send_methods {
    ($call:ident, $result:ty) => {
        impl $call<'_> {
            /// Makes the call.
            ///
            /// # Errors
            ///
            /// [`Error`](crate::Error) says what can go wrong.
            pub async fn send(self) -> Result<$result, crate::Error> {
                self.send_raw().await.map(|answer| answer.value)
            }

            /// As [`Self::send`], and gives the whole answer beside the result.
            ///
            /// # Errors
            ///
            /// [`Error`](crate::Error) says what can go wrong.
            pub async fn send_raw(self) -> Result<crate::RawResponse<$result>, crate::Error> {
                let call = self.call();
                self.client.engine.call(call, self.options).await
            }
        }

        #[cfg(feature = "blocking")]
        impl $call<'_, crate::blocking::Client> {
            /// Makes the call.
            ///
            /// # Errors
            ///
            /// [`Error`](crate::Error) says what can go wrong.
            pub fn send(self) -> Result<$result, crate::Error> {
                self.send_raw().map(|answer| answer.value)
            }

            /// As [`Self::send`], and gives the whole answer beside the result.
            ///
            /// # Errors
            ///
            /// [`Error`](crate::Error) says what can go wrong.
            pub fn send_raw(self) -> Result<crate::RawResponse<$result>, crate::Error> {
                let call = self.call();
                self.client.engine.call(call, self.options)
            }
        }
    };
}

/// Gives the call of an operation that makes a job `submit`, in both clients.
macro_rules! job_methods {
    ($call:ident, $result:ty) => {
        impl $call<'_> {
            /// Submits the call, and gives the job that the server makes of it.
            ///
            /// # Errors
            ///
            /// [`Error`](crate::Error) says what can go wrong.
            pub async fn submit(self) -> Result<crate::Job<$result>, crate::Error> {
                let call = self.call();
                self.client.engine.submit(call, self.options).await
            }
        }

        #[cfg(feature = "blocking")]
        impl $call<'_, crate::blocking::Client> {
            /// Submits the call, and gives the job that the server makes of it.
            ///
            /// # Errors
            ///
            /// [`Error`](crate::Error) says what can go wrong.
            pub fn submit(self) -> Result<crate::blocking::Job<$result>, crate::Error> {
                let call = self.call();
                self.client.engine.submit(call, self.options)
            }
        }
    };
}

/// Gives the call of an operation that answers with octets a method that reads them as they come.
macro_rules! octets_methods {
    ($call:ident) => {
        impl $call<'_> {
            /// Makes the call, and gives the octets of the answer as they arrive.
            ///
            /// # Errors
            ///
            /// [`Error`](crate::Error) says what can go wrong.
            pub async fn send_stream(self) -> Result<crate::Streaming<bytes::Bytes>, crate::Error> {
                let call = self.call();
                self.client.engine.octets(call, self.options).await
            }
        }

        #[cfg(feature = "blocking")]
        impl $call<'_, crate::blocking::Client> {
            /// Makes the call, and gives the octets of the answer as they arrive.
            ///
            /// # Errors
            ///
            /// [`Error`](crate::Error) says what can go wrong.
            pub fn send_stream(
                self,
            ) -> Result<crate::blocking::Streaming<bytes::Bytes>, crate::Error> {
                let call = self.call();
                self.client.engine.octets(call, self.options)
            }
        }
    };
}

/// Gives the call of an operation that answers element by element the method `$send`.
macro_rules! stream_methods {
    ($call:ident, $send:ident, $item:ty, $items:expr) => {
        impl $call<'_> {
            /// Makes the call, and gives the elements of the answer as they arrive.
            ///
            /// # Errors
            ///
            /// [`Error`](crate::Error) says what can go wrong.
            pub async fn $send(self) -> Result<crate::Streaming<$item>, crate::Error> {
                let call = self.call();
                self.client
                    .engine
                    .elements(call, self.options, &$items)
                    .await
            }
        }

        #[cfg(feature = "blocking")]
        impl $call<'_, crate::blocking::Client> {
            /// Makes the call, and gives the elements of the answer as they arrive.
            ///
            /// # Errors
            ///
            /// [`Error`](crate::Error) says what can go wrong.
            pub fn $send(self) -> Result<crate::blocking::Streaming<$item>, crate::Error> {
                let call = self.call();
                self.client.engine.elements(call, self.options, &$items)
            }
        }
    };
}

/// Gives the call of an operation that answers a page of a list `send_all`, in both clients.
macro_rules! page_methods {
    ($call:ident, $item:ty, $paging:expr) => {
        impl $call<'_> {
            /// The elements of this page and of all behind it. Each page is asked for when its
            /// elements are wanted.
            pub fn send_all(self) -> crate::BoxStream<'static, Result<$item, crate::Error>> {
                let call = self.call();
                self.client.engine.pages(call, self.options, &$paging)
            }
        }

        #[cfg(feature = "blocking")]
        impl $call<'_, crate::blocking::Client> {
            /// The elements of this page and of all behind it. Each page is asked for when its
            /// elements are wanted.
            pub fn send_all(self) -> crate::blocking::Pages<$item> {
                let call = self.call();
                self.client.engine.pages(call, self.options, &$paging)
            }
        }
    };
}

pub(crate) use {job_methods, octets_methods, page_methods, send_methods, stream_methods};
