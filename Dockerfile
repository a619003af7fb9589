# From source to a small image on JDK 25: docker build -t hayate . (docs/image.md). Both base images can be others:
# the first needs a JDK 25 and Maven, the second no more than the C library.
ARG BUILD_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25
ARG RUN_IMAGE=gcr.io/distroless/base-debian12:latest

FROM ${BUILD_IMAGE} AS build
WORKDIR /source
# Not in the home directory: base images may declare a volume there, which no layer keeps.
ENV MAVEN_OPTS=-Dmaven.repo.local=/repository

# The poms alone bring the libraries and the plugins: this layer stays until a pom changes.
COPY .mvn .mvn
COPY pom.xml ./
COPY loadtest/pom.xml loadtest/pom.xml
COPY bidder/pom.xml bidder/pom.xml
COPY benchmarks/pom.xml benchmarks/pom.xml
COPY helm/pom.xml helm/pom.xml
RUN mvn -B -ntp -q package -pl bidder -am -Dmaven.test.skip=true

COPY loadtest/src/main loadtest/src/main
COPY bidder/src/main bidder/src/main
ARG GIT_COMMIT=
RUN mvn -B -ntp -q package -pl bidder -am -Dmaven.test.skip=true -Dgit.commit="${GIT_COMMIT}"

# Native libraries lie in the image: unpacked at start, they would need a /tmp that one may execute from.
RUN mkdir -p /opt/hayate/natives /unpacked \
    && cd /unpacked \
    && jar --extract --file /source/bidder/target/bidder.jar META-INF/native jni com/sun/jna \
    && case "$(uname -m)" in \
         x86_64) cp META-INF/native/*_x86_64.so jni/x86_64-Linux/*.so com/sun/jna/linux-x86-64/*.so /opt/hayate/natives ;; \
         aarch64) cp META-INF/native/*_aarch_64.so jni/aarch64-Linux/*.so com/sun/jna/linux-aarch64/*.so /opt/hayate/natives ;; \
         *) echo "no native libraries for $(uname -m)" >&2; exit 1 ;; \
       esac

# Only the modules that something asks for: jdk.compiler for Chronicle Map, java.xml and java.naming for logback,
# java.management and jdk.management for /metrics, jdk.unsupported for Netty, Agrona and Chronicle.
# Where the native libraries lie is known to the runtime itself, so that it holds for every command line.
RUN jlink --add-modules java.base,java.management,java.naming,java.xml,jdk.compiler,jdk.management,jdk.unsupported \
        --add-options="-Djava.library.path=/opt/hayate/natives -Djffi.boot.library.path=/opt/hayate/natives -Djna.boot.library.path=/opt/hayate/natives" \
        --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 \
        --output /opt/hayate/runtime \
    && cp bidder/target/bidder.jar /opt/hayate/bidder.jar \
    && cp bidder/src/main/jvm/jdk25.options /opt/hayate/jvm.options \
    && mkdir -p /empty

FROM ${RUN_IMAGE}
ARG VERSION=0.1.0-SNAPSHOT
ARG GIT_COMMIT=
LABEL org.opencontainers.image.title="Hayate" \
      org.opencontainers.image.description="An open-source bidder: the bid server of a demand-side platform" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${GIT_COMMIT}"
COPY --from=build /opt/hayate /opt/hayate
COPY LICENSE /opt/hayate/LICENSE
# A new volume takes the owner of the folder that it covers.
COPY --from=build --chown=10001:10001 /empty /var/lib/hayate
ENV LANG=C.UTF-8 \
    HAYATE_DATA_DIR=/var/lib/hayate
USER 10001:10001
WORKDIR /var/lib/hayate
VOLUME /var/lib/hayate
EXPOSE 8080 8081
ENTRYPOINT ["/opt/hayate/runtime/bin/java", "@/opt/hayate/jvm.options", "-jar", "/opt/hayate/bidder.jar"]
